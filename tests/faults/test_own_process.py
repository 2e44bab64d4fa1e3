"""The process that runs a batch is broken at each of its calls in turn: it may end, no more.

What it leaves is whole, and `--resume` gives the bytes of a batch to which nothing happened.
A few of the calls in every test run; with VMREPORT_INJECTIONS (`make faults`) every single one.
Source: risks F15.
"""

from __future__ import annotations

import contextlib
import errno
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from support import failing
from support.batch_runs import assert_whole, dossiers, published, run, statuses
from support.failing import counted, moments
from support.inline import Inline
from vmreport.batch.plan import Report
from vmreport.batch.supervisor import OWN
from vmreport.errors import EnvironmentFault
from vmreport.publishing import UNFINISHED

COUNT = 3
USED_BY_A_SUPERVISOR = (
    "file opened",
    "file put",
    "file read",
    "flushed",
    "folder made",
    "folder removed",
    "hashed",
    "json",
    "line written",
    "moved",
)
"""Places by which the process comes that runs a batch of quick tasks."""
ENDS = (OSError, ValueError, EnvironmentFault)
"""How a batch may end when something raises in the process that runs it."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> list[Report]:
    return dossiers(tmp_path_factory.mktemp("land"), COUNT)


@pytest.fixture(scope="module")
def whole(reports, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("heel") / "uit"
    assert run(reports, out, executor=Inline).complete
    return published(out)


@pytest.fixture(scope="module")
def calls(reports, tmp_path_factory) -> dict[str, int]:
    """Give how often a batch of which two thirds must be made comes by each place."""
    out = tmp_path_factory.mktemp("tel") / "uit"
    begun(reports, out)
    with counted() as counters:
        assert run(reports, out, resume=True, executor=Inline).complete
    return {place: counter.calls for place, counter in counters.items()}


def test_every_place_is_used(calls):
    used = {place for place, count in calls.items() if count}
    assert used == {*USED_BY_A_SUPERVISOR}


@pytest.mark.parametrize("place", USED_BY_A_SUPERVISOR)
def test_reports_are_whole_and_resume_goes_on(reports, whole, calls, tmp_path, place):
    for at in moments(calls[place]):
        out = tmp_path / f"uit-{at}"
        begun(reports, out)
        with failing.failing(place, at) as counter, contextlib.suppress(*ENDS):
            run(reports, out, resume=True, executor=Inline)
        assert counter.calls >= at
        left = {path.name for path in out.glob(f"{UNFINISHED}*")}
        assert not left or place == "folder removed"
        assert_whole(out, COUNT, complete=False, left=left)
        assert set(statuses(out).values()) <= {"made", "failed", "waiting"}
        assert run(reports, out, resume=True, executor=Inline).complete, (place, at)
        assert_whole(out, COUNT, complete=True)
        assert published(out) == whole, (place, at)
        assert not list((out / OWN / "werk").iterdir()), (place, at)


def test_a_worker_that_cannot_be_started_is_started_again(reports, whole, tmp_path):
    out = tmp_path / "uit"
    with failing.failing("process started", 1) as starts:
        assert run(reports, out).complete
    assert starts.calls == 2
    assert published(out) == whole


@pytest.mark.parametrize("workers", [1, 2])
def test_where_no_worker_can_be_started_resume_goes_on(
    reports, whole, tmp_path, monkeypatch, workers
):
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    out = tmp_path / "uit"
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", refuse)
        with pytest.raises(OSError, match="unavailable"):
            run(reports, out, workers=workers)
    assert_whole(out, COUNT, complete=False)
    assert run(reports, out, resume=True).complete
    assert published(out) == whole


def begun(reports: Sequence[Report], out: Path) -> None:
    """Make the first report of a batch, so that there is something to find back."""
    assert run(reports[:1], out, executor=Inline).complete
