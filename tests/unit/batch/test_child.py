"""When a worker process is renewed."""

from dataclasses import replace

import pytest

from support import batch_jobs
from support.batch_runs import QUICK, dossiers
from vmreport.batch.child import Child
from vmreport.batch.model import Limits, Task
from vmreport.batch.pool import Pool


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


def test_light_tasks_do_not_wear_a_worker(tmp_path):
    pool = Pool(1, replace(QUICK, tasks=2), tmp_path, batch_jobs.MODULE)
    dossier = dossiers(tmp_path / "in", 1)[0].dossier
    pids = []
    try:
        for number, light in enumerate([True] * 6 + [False]):
            pool.submit(Task(str(number), batch_jobs.READ, dossier, light=light))
            while not pool.wait(1):
                pass
            pids.append(pool._children[0]._process.pid)
        (child,) = pool._children
        assert (child.tasks, len(set(pids))) == (1, 1)
        assert child._first > 0, "memory after its first report, not after its first look"
    finally:
        pool.stop()
