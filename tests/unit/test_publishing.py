"""Files are on the disk before anybody is told that they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vmreport.publishing import flush


@pytest.fixture
def flushed(monkeypatch):
    """What the disk was asked to do, with the file it was about."""
    seen = []

    def note(name):
        real = getattr(os, name)

        def noted(handle, *rest):
            seen.append((name, Path(f"/proc/self/fd/{handle}").readlink().name))
            return real(handle, *rest)

        monkeypatch.setattr(os, name, noted)

    for name in ("posix_fadvise", "fsync"):
        note(name)
    return seen


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / name for name in ("een", "twee")]
    for path in paths:
        path.write_bytes(b"x" * 5000)
    return paths


def test_all_are_being_written_before_one_is_waited_for(flushed, files):
    flush(*files)
    names = ["een", "twee"]
    expected = [("posix_fadvise", name) for name in names] + [("fsync", name) for name in names]
    assert flushed == expected
    assert [path.read_bytes() for path in files] == [b"x" * 5000] * 2


@pytest.mark.parametrize("refusal", ["absent", "error"])
def test_a_disk_that_takes_no_advice_is_waited_for_all_the_same(
    flushed, files, monkeypatch, refusal
):
    def refused(*_):
        raise OSError(22, "Invalid argument")

    if refusal == "absent":
        monkeypatch.delattr(os, "posix_fadvise")
    else:
        monkeypatch.setattr(os, "posix_fadvise", refused)
    flush(*files)
    assert flushed == [("fsync", "een"), ("fsync", "twee")]


def test_a_file_that_is_not_there_is_no_small_matter(files):
    with pytest.raises(FileNotFoundError):
        flush(*files, files[0].with_name("weg"))
