"""Workers beside a Dask worker: copies of one warm process, ended with their run."""

from __future__ import annotations

import threading
import time

import pytest

from support import batch_jobs
from support.batch_runs import QUICK, canary, dossiers, expected, new_token, processes
from vmreport.batch import beside, cluster
from vmreport.batch.beside import Load, end_here, run_here
from vmreport.batch.fingerprint import input_files, source_hash
from vmreport.batch.model import Fault, Task
from vmreport.batch.report import Wanted


@pytest.fixture
def token(monkeypatch):
    found = new_token()
    monkeypatch.setenv("VMREPORT_TEST_TOKEN", found)
    yield found
    for run in tuple(beside._beside):
        end_here(run)


@pytest.fixture(autouse=True)
def _nothing_over(monkeypatch):
    monkeypatch.setattr(beside, "_over", set())


def _made(run, report, kept=b""):
    [made] = run_here(run, (_load(report)._replace(kept=kept),), QUICK, batch_jobs.MODULE)
    return made


def _load(report):
    task = Task(report.key, batch_jobs.MAKE, report.dossier, payload=Wanted())
    return Load(task, {path.name: path.read_bytes() for path in input_files(report.dossier)})


def _in_threads(run, reports):
    """Do the work as a Dask worker with so many threads does it; gives what comes of it."""
    found = {}

    def make(report):
        found[report.key] = _made(run, report)

    threads = [threading.Thread(target=make, args=(report,)) for report in reports]
    for thread in threads:
        thread.start()
    return found, threads


def _until(condition):
    until = time.monotonic() + 30
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    assert condition()


@pytest.mark.usefixtures("token")
def test_what_was_read_travels_along_and_is_gone_after_it(tmp_path):
    [report] = dossiers(tmp_path, 1)
    _, files = _made("along", report, b"gelezen\n")
    assert files == batch_jobs.made_of(f"gelezen\n{canary(0)}\n")
    assert not list(beside._beside["along"].folder.rglob("*.bin"))


@pytest.mark.usefixtures("token")
def test_what_travels_together_comes_back_in_order_each_with_its_own_fault(tmp_path):
    reports = dossiers(tmp_path, 5, {1: "kill", 3: "input"})
    arrived = run_here("samen", tuple(map(_load, reports)), QUICK, batch_jobs.MODULE)
    assert [outcome.key for outcome, _ in arrived] == [report.key for report in reports]
    faults = [outcome.fault for outcome, _ in arrived]
    assert faults == [None, Fault.DIED, None, Fault.INPUT, None]
    for number in (0, 2, 4):
        assert arrived[number][1] == expected(number)
    left = [path for path in beside._beside["samen"].folder.rglob("*") if "d00" in path.name]
    assert not left, "dossiers are gone when their report is made"


@pytest.mark.parametrize(
    ("seconds", "together"),
    [
        ((), 1),
        ((4.0, 3.0), 1),
        ((2.0,), 1),
        ((1.2, 1.0), 2),
        ((0.6,), 4),
        ((0.01,), 8),
        ((0.0,), 8),
    ],
)
def test_short_reports_travel_together_and_long_ones_alone(seconds, together):
    assert cluster.at_once(seconds) == together


@pytest.mark.usefixtures("token")
def test_a_file_that_goes_before_it_is_sent_is_a_change_of_its_dossier(tmp_path, monkeypatch):
    def listed(dossier):
        found = input_files(dossier)
        found[0].unlink()
        return found

    [report] = dossiers(tmp_path, 1)
    monkeypatch.setattr(cluster, "input_files", listed)
    task = Task(report.key, batch_jobs.MAKE, report.dossier, Wanted(), source_hash(report.dossier))
    [(outcome, _)] = run_here("weg", (cluster._load(task),), QUICK, batch_jobs.MODULE)
    assert outcome.fault is Fault.CHANGED


def test_threads_share_one_warm_process_and_all_ends_with_the_run(tmp_path, token):
    reports = dossiers(tmp_path, 3)
    found, threads = _in_threads("een", reports)
    for thread in threads:
        thread.join()
    for number, report in enumerate(reports):
        outcome, files = found[report.key]
        assert (outcome.fault, files) == (None, expected(number))
    kept = beside._beside["een"]
    assert len(kept.idle) == 3
    assert len({id(pool._nursery) for pool in kept.idle}) == 1
    assert _made("een", reports[0])[1] == expected(0)
    assert len(kept.idle) == 3, "a worker of an earlier task does the next"
    end_here("een")
    assert not processes(token)
    assert not kept.folder.exists()
    assert "een" not in beside._beside


def test_a_run_that_ends_ends_what_is_busy_for_it_and_no_other_run(tmp_path, token):
    hanging, calm = dossiers(tmp_path, 2, {0: "hang"})
    found, threads = _in_threads("een", [hanging])
    assert _made("twee", calm)[1] == expected(1)
    _until(lambda: "een" in beside._beside and beside._beside["een"].busy)
    end_here("een")
    threads[0].join(10)
    assert found[hanging.key][0].fault is Fault.DIED
    assert set(beside._beside) == {"twee"}
    assert _made("twee", calm)[1] == expected(1)
    end_here("twee")
    assert not processes(token)


@pytest.mark.usefixtures("token")
def test_a_run_that_nobody_ends_is_forgotten_after_a_while(tmp_path, monkeypatch):
    (report,) = dossiers(tmp_path, 1)
    _made("weg", report)
    _made("nieuw", report)
    assert set(beside._beside) == {"weg", "nieuw"}
    monkeypatch.setattr(beside, "_FORGOTTEN", 0.0)
    _made("nieuw", report)
    assert set(beside._beside) == {"nieuw"}


@pytest.mark.usefixtures("token")
def test_a_worker_that_dies_is_replaced_by_a_copy(tmp_path):
    broken, whole = dossiers(tmp_path, 2, {0: "kill"})
    assert _made("een", broken)[0].fault is Fault.DIED
    assert _made("een", whole)[1] == expected(1)
