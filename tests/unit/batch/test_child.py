"""When a worker process is renewed."""

import pytest

from vmreport.batch.child import Child
from vmreport.batch.model import Limits


@pytest.mark.parametrize(
    ("tasks", "megabytes", "worn"),
    [(24, 200, False), (25, 109, False), (25, 110, True), (99, 100, False), (100, 100, True)],
)
def test_after_many_tasks_when_grown_and_after_very_many_anyhow(
    monkeypatch, tasks, megabytes, worn
):
    child = object.__new__(Child)
    child.limits, child.tasks, child._first = Limits(), tasks, 100
    monkeypatch.setattr(child, "megabytes", lambda: megabytes)
    assert child.is_worn() is worn


def test_where_memory_is_not_known_after_many(monkeypatch):
    child = object.__new__(Child)
    child.limits, child.tasks, child._first = Limits(), 25, 0
    monkeypatch.setattr(child, "megabytes", lambda: 0)
    assert child.is_worn()
