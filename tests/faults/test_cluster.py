"""A batch on a Dask cluster of two workers: the same bytes, the same guarantees."""

from __future__ import annotations

import os
import signal
import time

import pytest

from support import batch_jobs
from support.batch_runs import (
    QUICK,
    Watcher,
    all_gone,
    assert_whole,
    codes,
    contents,
    dossiers,
    expected,
    run,
    statuses,
)
from support.clusters import cluster
from support.command_line import start, vm
from support.many_dossiers import key, write_dossiers
from vmreport.batch.cluster import Cluster
from vmreport.errors import EnvironmentFault

pytest.importorskip("distributed", reason="the extra cluster is not installed")

COUNT = 6
LETTER = ("--document", "raadsbrief", "--format", "docx", "--format", "html")


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("dask")) as running:
        yield running


def on(running, limits=QUICK, patience=60.0):
    return lambda work: Cluster(running.address, limits, work, batch_jobs.MODULE, patience=patience)


def test_two_workers_give_the_bytes_of_the_process_executor(dask, tmp_path, capsys):
    write_dossiers(tmp_path / "in", 4)
    here, there = tmp_path / "hier", tmp_path / "daar"
    assert vm(capsys, "batch", tmp_path / "in", "--out", here, *LETTER).code == 0
    options = ("--executor", "dask", "--scheduler", dask.address)
    ran = vm(capsys, "batch", tmp_path / "in", "--out", there, *options, *LETTER)
    assert ran.code == 0, ran.err
    for item in range(4):
        assert contents(there / key(item)) == contents(here / key(item))
    for name in ("manifest.json", "samenvatting.txt"):
        assert (there / name).read_bytes() == (here / name).read_bytes()
    assert not dask.children(), "the worker processes end with the batch"


def test_faults_stay_with_their_report(dask, tmp_path):
    faults = {1: "kill", 2: "growing-memory", 3: "raise", 4: "input", 5: "kill|1"}
    reports = dossiers(tmp_path / "in", COUNT, faults)
    run(reports, tmp_path / "out", executor=on(dask))
    assert codes(tmp_path / "out") == {
        "d0001": ["E830"],
        "d0002": ["E832"],
        "d0003": ["E835"],
        "d0004": ["E299"],
    }
    for item in (0, 5):
        assert contents(tmp_path / "out" / f"d{item:04}") == expected(item)
    assert not dask.children()


def test_short_reports_travel_together(dask, tmp_path):
    executors = []

    def executor(work):
        executors.append(on(dask)(work))
        return executors[0]

    run(dossiers(tmp_path / "in", 24), tmp_path / "out", executor=executor)
    for item in range(24):
        assert contents(tmp_path / "out" / f"d{item:04}") == expected(item)
    assert executors[0]._number < 20


def test_one_dask_worker_with_two_threads_keeps_all_promises(tmp_path):
    """As docs/scale.md advises: a worker that only hands on needs no second one beside it."""
    with cluster(tmp_path, workers=1, threads=2) as running:
        faults = {1: "kill|1", 2: "growing-memory", 3: "input"}
        reports = dossiers(tmp_path / "in", 12, faults)
        run(reports, tmp_path / "out", executor=on(running))
        assert codes(tmp_path / "out") == {"d0002": ["E832"], "d0003": ["E299"]}
        for item in (0, 1, *range(4, 12)):
            assert contents(tmp_path / "out" / f"d{item:04}") == expected(item)
        assert not running.children()


def test_figures_are_read_here_and_a_reader_that_dies_is_replaced(dask, tmp_path):
    from vmreport.batch.together import Decision, Together

    read = []

    def decide(found):
        read.append(dict(found))
        return Decision()

    reports = dossiers(tmp_path / "in", COUNT, {2: "lees-kill|1", 4: "lees-input"})
    together = Together(batch_jobs.READ, decide)
    result = run(reports, tmp_path / "out", executor=on(dask), together=together)
    assert set(read[0]) == {f"d{item:04}" for item in (0, 1, 2, 3, 5)}
    assert not result.complete
    assert codes(tmp_path / "out") == {"d0004": ["E299"]}
    assert contents(tmp_path / "out" / "d0002") == expected(2)


def test_a_report_that_hangs_is_ended(dask, tmp_path):
    from vmreport.batch.model import Limits

    limits = Limits(seconds=2, megabytes=400, tasks=4, start_seconds=60)
    reports = dossiers(tmp_path / "in", 3, {0: "hang", 1: "stop|1"})
    run(reports, tmp_path / "out", executor=on(dask, limits))
    assert codes(tmp_path / "out") == {"d0000": ["E831"]}


def test_a_file_that_changes_while_it_is_made_is_noticed(dask, tmp_path):
    reports = dossiers(tmp_path / "in", 1, {0: "slow"})
    cluster_here = on(dask)

    class Changing:
        """Changes the dossier once it has been sent."""

        def __init__(self, work):
            self._cluster = cluster_here(work)

        def submit(self, task):
            self._cluster.submit(task)
            (task.source / "dossier.toml").write_text("anders\n", "utf-8")

        def __getattr__(self, name):
            return getattr(self._cluster, name)

    run(reports, tmp_path / "out", executor=Changing)
    assert codes(tmp_path / "out") == {"d0000": ["E833"]}


def test_a_signal_ends_the_work_on_the_cluster(dask, tmp_path):
    write_dossiers(tmp_path / "in", 4)
    out = tmp_path / "uit"
    options = ("--executor", "dask", "--scheduler", dask.address)
    running = start("batch", tmp_path / "in", "--out", out, *options, *LETTER)
    until = time.monotonic() + 60
    while not dask.children() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    begin = time.monotonic()
    running.communicate(timeout=30)
    assert running.returncode == 130
    assert time.monotonic() - begin < 15
    until = time.monotonic() + 10
    while dask.children() and time.monotonic() < until:
        time.sleep(0.05)
    assert not dask.children()
    assert "waiting" in statuses(out).values()


def test_a_dask_worker_that_dies_loses_nothing(tmp_path):
    with cluster(tmp_path, workers=2) as running:

        def at(number: int) -> None:
            if number == 2:
                running.workers[0].kill()

        reports = dossiers(tmp_path / "in", 12)
        result = run(reports, tmp_path / "out", executor=on(running), watcher=Watcher(at))
        assert result.complete
        assert_whole(tmp_path / "out", 12, complete=True)
    assert all_gone(running.token)


def test_a_cluster_that_is_gone_ends_the_batch_and_resume_goes_on(tmp_path):
    reports = dossiers(tmp_path / "in", 12)
    with cluster(tmp_path, workers=1) as running:

        def at(number: int) -> None:
            if number == 3:
                os.kill(running.workers[0].pid, signal.SIGKILL)

        with pytest.raises(EnvironmentFault, match=r"E838.*--resume"):
            run(reports, tmp_path / "out", executor=on(running, patience=2), watcher=Watcher(at))
    assert 3 <= assert_whole(tmp_path / "out", 12, complete=False) < 12
    assert run(reports, tmp_path / "out", resume=True).complete
    assert_whole(tmp_path / "out", 12, complete=True)


def test_without_an_address_it_says_what_to_do(tmp_path, capsys):
    ran = vm(capsys, "batch", tmp_path, "--out", tmp_path / "uit", "--executor", "dask")
    assert ran.code == 2
    assert "--scheduler tcp://" in ran.err


def test_an_address_where_nobody_answers_is_said(tmp_path, capsys):
    write_dossiers(tmp_path / "in", 1)
    options = ("--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit", *options)
    assert ran.code == 6
    assert "E838 tcp://127.0.0.1:9" in ran.err


def test_a_scheduler_belongs_to_dask(tmp_path, capsys):
    ran = vm(capsys, "batch", tmp_path, "--out", tmp_path / "uit", "--scheduler", "tcp://x:1")
    assert ran.code == 2
