"""One fault at a time in a batch: its report fails or is made again, and nothing else changes."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
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
    journal_lines,
    manifest,
    new_token,
    processes,
    run,
    start,
    statuses,
)
from vmreport.batch import supervisor
from vmreport.batch.journal import Journal
from vmreport.batch.model import Limits
from vmreport.batch.overview import SUMMARY
from vmreport.batch.pool import Pool
from vmreport.batch.supervisor import OWN
from vmreport.errors import EnvironmentFault, UsageError

COUNT = 5
LASTING = {
    "kill": "E830",
    "segfault": "E830",
    "exit": "E830",
    "stop": "E831",
    "hang": "E831",
    "sudden-memory": "E832",
    "growing-memory": "E832",
    "raise": "E835",
    "input": "E299",
    "change": "E833",
    "file-size": "E836",
}
"""What the advisor hears of a fault that comes back; F02, F07, F09 of risks.md and their kin."""
PASSING = ("kill", "segfault", "exit", "hang", "sudden-memory", "raise")
LIMITS = Limits(seconds=3, megabytes=300, tasks=4, start_seconds=60)


def others(out, number):
    for other in set(range(COUNT)) - {number}:
        assert contents(out / f"d{other:04}") == expected(other)


@pytest.mark.parametrize("fault", LASTING)
def test_a_fault_that_stays_fails_its_own_report_only(tmp_path, fault):
    reports = dossiers(tmp_path / "in", COUNT, {2: fault})
    result = run(reports, tmp_path / "out", limits=LIMITS)
    assert not result.complete
    assert codes(tmp_path / "out") == {"d0002": [LASTING[fault]]}
    assert not (tmp_path / "out" / "d0002").exists()
    others(tmp_path / "out", 2)
    assert LASTING[fault] in (tmp_path / "out" / SUMMARY).read_text("utf-8")


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_made_again_alone(tmp_path, fault):
    reports = dossiers(tmp_path / "in", COUNT, {0: f"{fault}|1"})
    assert run(reports, tmp_path / "out", limits=LIMITS).complete
    assert_whole(tmp_path / "out", COUNT, complete=True)
    last = journal_lines(tmp_path / "out")[-1]
    assert (last["event"], last["report"]) == ("made", "d0000"), "alone, after all others"


def test_wrong_input_is_not_tried_twice(tmp_path):
    run(dossiers(tmp_path / "in", 2, {1: "input"}), tmp_path / "out")
    assert [line["event"] for line in journal_lines(tmp_path / "out")].count("failed") == 1


def test_a_full_disk_ends_the_batch_and_harms_nothing(tmp_path):
    out = tmp_path / "out"
    run(dossiers(tmp_path / "in", 2), out)
    reports = dossiers(tmp_path / "in2", COUNT, {2: "no-room|1"})
    with pytest.raises(EnvironmentFault, match="E834"):
        run(reports, out, resume=True, workers=1)
    assert assert_whole(out, COUNT, complete=False) >= 2
    assert run(reports, out, resume=True).complete
    assert_whole(out, COUNT, complete=True)


@pytest.fixture
def small_disk(tmp_path):
    """Give a file system of 3 MB to fill."""
    place = tmp_path / "schijf"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a file system cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.parametrize("moment", [1, 4, 7])
def test_a_disk_that_fills_up_harms_nothing(tmp_path, small_disk, moment):
    """Source: risks F04."""
    reports = dossiers(tmp_path / "in", 10)
    out, filler = small_disk / "out", small_disk / "vol"

    def fill(ended: int) -> None:
        if ended == moment:
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
                for size in (65536, 4096, 1):
                    with contextlib.suppress(OSError):
                        while True:
                            file.write(b"x" * size)

    with pytest.raises((EnvironmentFault, OSError)):
        run(reports, out, watcher=Watcher(fill))
    assert moment <= assert_whole(out, 10, complete=False) < 10
    filler.unlink()
    assert run(reports, out, resume=True).complete
    assert_whole(out, 10, complete=True)
    assert set(statuses(out).values()) == {"made"}


def test_a_disk_that_may_not_be_written_harms_nothing(tmp_path, small_disk):
    reports = dossiers(tmp_path / "in", 4)
    out = small_disk / "out"
    run(reports[:2], out)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(OSError, match="Read-only"):
        run(reports, out, resume=True)
    assert assert_whole(out, 4, complete=False) == 2
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert run(reports, out, resume=True).complete
    assert_whole(out, 4, complete=True)


def test_a_machine_without_fonts_ends_the_batch(tmp_path):
    reports = dossiers(tmp_path / "in", COUNT, dict.fromkeys(range(COUNT), "no-fonts"))
    with pytest.raises(EnvironmentFault, match="letters"):
        run(reports, tmp_path / "out")
    assert set(statuses(tmp_path / "out").values()) == {"waiting"}


def test_workers_that_cannot_start_end_the_batch(tmp_path):
    reports = dossiers(tmp_path / "in", 2)
    with pytest.raises(EnvironmentFault, match=r"E839.*no_such_module"):
        run(
            reports,
            tmp_path / "out",
            executor=lambda work: Pool(2, QUICK, work, "no_such_module"),
        )


def test_resume_makes_only_what_is_not_proven(tmp_path):
    reports = dossiers(tmp_path / "in", COUNT)
    out = tmp_path / "out"
    run(reports, out)
    before = contents(out / "d0001")
    (out / "d0001" / "rapport.bin").write_bytes(b"\0" + before["rapport.bin"][1:])
    (reports[3].dossier / "dossier.toml").write_text("Ander\n", "utf-8")
    shutil.rmtree(out / "d0004")
    watcher = Watcher()
    assert run(reports, out, resume=True, watcher=watcher).complete
    assert sorted(key for key, *_ in watcher.told) == ["d0001", "d0003", "d0004"]
    assert watcher.done_before == 2
    assert contents(out / "d0001") == before
    assert b"Ander" in contents(out / "d0003")["rapport.txt"]
    again = Watcher()
    assert run(reports, out, resume=True, watcher=again).complete
    assert again.told == []


def test_what_somebody_changed_in_a_report_is_kept(tmp_path):
    reports = dossiers(tmp_path / "in", 2)
    out = tmp_path / "out"
    run(reports, out)
    (out / "d0000" / "rapport.txt").write_text("door de adviseur bewerkt", "utf-8")
    (out / "d0000" / "notitie.txt").write_text("van de adviseur", "utf-8")
    result = run(reports, out, resume=True)
    assert result.complete
    assert_whole(out, 2, complete=True, kept=True)
    kept = contents(out / "_bewaard" / "d0000-1")
    assert kept["rapport.txt"] == b"door de adviseur bewerkt"
    assert kept["notitie.txt"] == b"van de adviseur"
    assert "_bewaard/d0000-1" in (out / SUMMARY).read_text("utf-8")


def test_an_old_report_makes_way_only_for_a_new_one(tmp_path):
    reports = dossiers(tmp_path / "in", 2)
    out = tmp_path / "out"
    run(reports, out)
    (reports[0].dossier / "kwaal.txt").write_text(f"raise|9|{tmp_path / 't'}", "utf-8")
    run(reports, out, resume=True)
    assert_whole(out, 2, complete=True)
    assert [item["outdated"] for item in manifest(out)["reports"]] == [True, False]
    assert "eerdere keer" in (out / SUMMARY).read_text("utf-8")


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_journal_line_costs_one_report(tmp_path, cut):
    reports = dossiers(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(reports, out)
    whole = (out / "manifest.json").read_bytes()
    journal = out / OWN / "journaal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-cut])
    watcher = Watcher()
    assert run(reports, out, resume=True, watcher=watcher).complete
    assert len(watcher.told) == 1
    assert (out / "manifest.json").read_bytes() == whole
    again = Watcher()
    run(reports, out, resume=True, watcher=again)
    assert again.told == [], "the line after the torn one counts"


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_journal_is_never_believed(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 - decides where to damage
    reports = dossiers(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(reports, out)
    journal = out / OWN / "journaal.jsonl"
    data = bytearray(journal.read_bytes())
    for _ in range(10):
        data[chance.randrange(len(data))] = chance.randrange(256)
    journal.write_bytes(bytes(data))
    shutil.rmtree(out / "d0001")
    assert run(reports, out, resume=True).complete
    assert_whole(out, 3, complete=True, kept=True)
    assert set(statuses(out).values()) == {"made"}


def test_two_batches_do_not_work_in_one_folder(tmp_path):
    dossiers(tmp_path / "in", 1, {0: "hang"})
    token = new_token()
    running = start(tmp_path / "in", tmp_path / "out", token)
    slot = tmp_path / "out" / OWN / "slot"
    until = time.monotonic() + 30
    while not (slot.exists() and slot.read_bytes()) and time.monotonic() < until:
        time.sleep(0.05)
    with pytest.raises(UsageError, match=rf"E821.*{running.pid}"):
        run(dossiers(tmp_path / "in2", 1), tmp_path / "out", resume=True)
    running.kill()
    running.wait()
    running.stderr.close()
    assert run(dossiers(tmp_path / "in3", 1), tmp_path / "out", resume=True).complete


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["int", "term"]
)
@pytest.mark.parametrize("busy", ["hang", "stop"])
def test_a_signal_ends_it_cleanly(tmp_path, number, code, busy):
    dossiers(tmp_path / "in", 3, {1: f"{busy}|1"})
    token, out = new_token(), tmp_path / "out"
    running = start(tmp_path / "in", out, token)
    until = time.monotonic() + 30
    while not (tmp_path / "in" / "teller-1").exists() and time.monotonic() < until:
        time.sleep(0.05)
    begin = time.monotonic()
    os.kill(running.pid, number)
    os.kill(running.pid, number)
    assert running.wait(10) == code
    assert time.monotonic() - begin < 10
    assert running.stderr.read() == b""
    running.stderr.close()
    assert all_gone(token, 1)
    assert "waiting" in statuses(out).values()
    assert "--resume" in (out / SUMMARY).read_text("utf-8")
    assert not list((out / OWN / "werk").iterdir())
    resumed = start(tmp_path / "in", out, token, resume=True)
    assert resumed.wait(60) == 0
    resumed.stderr.close()
    assert_whole(out, 3, complete=True)


def test_workers_do_not_outlive_a_killed_supervisor(tmp_path):
    dossiers(tmp_path / "in", 2, {0: "hang", 1: "stop"})
    token = new_token()
    running = start(tmp_path / "in", tmp_path / "out", token)
    until = time.monotonic() + 30
    while len(list((tmp_path / "in").glob("teller-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(processes(token)) == 4, "a supervisor, what starts workers, and two of them"
    running.kill()
    running.wait()
    running.stderr.close()
    assert all_gone(token, 5)


def test_a_worker_is_renewed_after_some_reports(tmp_path):
    seen = set()
    token = new_token()
    os.environ["VMREPORT_TEST_TOKEN"] = token
    try:
        watcher = Watcher(lambda _: seen.update(processes(token)))
        limits = Limits(seconds=20, megabytes=400, tasks=1, start_seconds=60)
        run(
            dossiers(tmp_path / "in", 9),
            tmp_path / "out",
            limits=limits,
            watcher=watcher,
            workers=1,
        )
        assert processes(token) == []
    finally:
        del os.environ["VMREPORT_TEST_TOKEN"]
    assert len(seen) >= 3


@pytest.mark.parametrize("what", ["file", "link"])
def test_a_place_that_is_no_folder_is_left_alone(tmp_path, what):
    out = tmp_path / "out"
    reports = dossiers(tmp_path / "in", 2)
    run(reports, out)
    shutil.rmtree(out / "d0001")
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    if what == "link":
        (out / "d0001").symlink_to(elsewhere)
    else:
        (out / "d0001").write_text("van iemand anders", "utf-8")
    run(reports, out, resume=True)
    assert codes(out) == {"d0001": ["E825"]}
    assert not list(elsewhere.iterdir())
    assert contents(out / "d0000") == expected(0)


def test_an_output_folder_of_somebody_else_is_refused(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "vakantie.txt").write_text("foto's", "utf-8")
    with pytest.raises(UsageError, match="E822"):
        run(dossiers(tmp_path / "in", 1), out)
    assert contents(out) == {"vakantie.txt": b"foto's"}


def test_a_batch_is_not_begun_twice_without_resume(tmp_path):
    reports = dossiers(tmp_path / "in", 1)
    run(reports, tmp_path / "out")
    with pytest.raises(UsageError, match=r"E822.*--resume"):
        run(reports, tmp_path / "out")


def test_workers_go_on_when_what_started_them_is_gone(tmp_path):
    class Orphaned(Pool):
        """Loses what starts its workers whenever all of them are there."""

        def submit(self, task):
            if self._children and all(child.ready for child in self._children):
                self._nursery._process.kill()
                killed.append(task.key)
            super().submit(task)

    killed = []
    limits = Limits(seconds=15, megabytes=400, tasks=1, start_seconds=12)
    result = run(
        dossiers(tmp_path / "in", 6),
        tmp_path / "out",
        executor=lambda work: Orphaned(2, limits, work, batch_jobs.MODULE),
    )
    assert result.complete
    assert killed


def test_progress_counts_and_estimates(tmp_path):
    watcher = Watcher()
    run(dossiers(tmp_path / "in", 4), tmp_path / "out", watcher=watcher)
    assert [(done, total) for _, _, done, total in watcher.told] == [(n, 4) for n in (1, 2, 3, 4)]
    assert watcher.remaining[-1] == 0
    assert all(seconds > 0 for seconds in watcher.remaining[:-1])


def test_the_largest_dossier_goes_first_and_counts_for_more(tmp_path):
    reports = dossiers(tmp_path / "in", 3)
    for number, size in ((1, 9_000), (2, 90_000)):
        (tmp_path / "in" / f"d{number:04}" / "kaart.json").write_bytes(b" " * size)
    watcher = Watcher()
    run(reports, tmp_path / "out", watcher=watcher, workers=1)
    assert [key for key, _, _, _ in watcher.told] == ["d0002", "d0001", "d0000"]
    first, second, _ = watcher.remaining
    assert second < first, "what is left is small"
    assert list(statuses(tmp_path / "out")) == ["d0000", "d0001", "d0002"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_start_that_hangs_is_tried_again(tmp_path, workers):
    limits = Limits(seconds=15, megabytes=400, tasks=4, start_seconds=12)

    class Stopping(Pool):
        """Stops its first worker at once, or what starts its workers."""

        def submit(self, task):
            super().submit(task)
            if self._number == 2:  # one worker, one folder
                starting = self._nursery or self._children[0]
                os.kill(starting._process.pid, signal.SIGSTOP)

    begin = time.monotonic()
    result = run(
        dossiers(tmp_path / "in", 3),
        tmp_path / "out",
        executor=lambda work: Stopping(workers, limits, work, batch_jobs.MODULE),
    )
    assert result.complete
    assert 12 <= time.monotonic() - begin < 60
    assert journal_lines(tmp_path / "out")[0]["fault"] == "time"


def test_files_are_on_the_disk_before_the_journal_says_that_they_are_made(tmp_path, monkeypatch):
    seen = []
    flush, add = supervisor.flush, Journal.add

    def flushed(*paths):
        flush(*paths)
        seen.extend(path.name for path in paths)

    def added(journal, event, **said):
        add(journal, event, **said)
        seen.append(event)

    monkeypatch.setattr(supervisor, "flush", flushed)
    monkeypatch.setattr(Journal, "add", added)
    run(dossiers(tmp_path / "in", 1), tmp_path / "out")
    assert seen[-3:] == ["rapport.bin", "rapport.txt", "made"]
