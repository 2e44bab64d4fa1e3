"""What the advisor is told about a report that failed, in Dutch where the system spoke English."""

from __future__ import annotations

import errno
import os

import pytest

from vmreport.batch import worker
from vmreport.batch.faults import explain
from vmreport.batch.model import Fault, Limits, Outcome, Task


@pytest.mark.parametrize(
    ("detail", "what", "hint"),
    [
        ("", "de schijf is vol.", "Maak ruimte vrij en ga verder met --resume."),
        (
            "OSError in publishing.py:32: No space left on device",
            "de schijf is vol (OSError in publishing.py:32: No space left on device).",
            "Maak ruimte vrij en ga verder met --resume.",
        ),
        (
            "OSError in x.py:32: Read-only file system",
            "op deze schijf mag niet geschreven worden (OSError in x.py:32: Read-only file system).",
            "Kies een andere map en ga verder met --resume.",
        ),
        ("een lettertype ontbreekt", "een lettertype ontbreekt", "Start de batch opnieuw met"),
    ],
)
def test_a_full_disk_is_said_in_dutch_with_what_to_do(detail: str, what: str, hint: str) -> None:
    (problem,) = explain(Outcome("almere", Fault.DISK, detail=detail), Limits())
    assert problem.what == f"De computer werkt niet mee: {what}"
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, Fault.DISK),
        (errno.EFBIG, Fault.ENVIRONMENT),
        (errno.EMFILE, Fault.ENVIRONMENT),
        (errno.ENOENT, Fault.INTERNAL),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_the_program(tmp_path, monkeypatch, number, fault):
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(worker, "_function", lambda _: refused)
    outcome = worker._attempt(Task("almere", "x:y", tmp_path), tmp_path / "uit")
    assert outcome.fault is fault
