"""Faults at random moments, one or more per batch, then `--resume` until it is complete.

Some in every test run; `make faults` sets VMREPORT_INJECTIONS to hundreds. Each number is a seed:
`VMREPORT_FIRST_INJECTION=57 VMREPORT_INJECTIONS=1` does number 57 again (its moments differ).
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time

import pytest

from support.batch_runs import (
    all_gone,
    assert_whole,
    contents,
    dossiers,
    expected,
    new_token,
    processes,
    start,
    statuses,
    workers_of,
)
from vmreport.batch.supervisor import JOURNAL, OWN
from vmreport.publishing import UNFINISHED

COUNT = 8
FIRST = int(os.environ.get("VMREPORT_FIRST_INJECTION", "0"))
INJECTIONS = int(os.environ.get("VMREPORT_INJECTIONS", "8"))
PATIENCE = 120
"""Seconds without a new line in the journal or a new worker; two limits of a batch are 45."""
TOO_LATE = {-signal.SIGINT, -signal.SIGTERM}
"""The signal came when all was done and Python, ending, had let go of its handlers."""
CODES = {0, 130, 143, -signal.SIGKILL}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("uninterrupted")
    dossiers(folder / "in", COUNT)
    token = new_token()
    assert finish(start(folder / "in", folder / "out", token), folder / "out", token) == 0
    return contents(folder / "out")


def finish(process, out, token) -> int:
    """Wait for a batch as long as it gets on: how long it takes is for the machine to say."""
    journal = out / OWN / JOURNAL
    seen, since = None, time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
            break
        now = (journal.stat().st_size if journal.exists() else 0, processes(token))
        if now != seen:
            seen, since = now, time.monotonic()
        if time.monotonic() - since > PATIENCE:
            everything(process, token, None)
            raise AssertionError(f"nothing happened for {PATIENCE} seconds")
    with process.stderr:
        assert process.stderr.read() == b""
    return process.returncode


@pytest.mark.parametrize("seed", range(FIRST, FIRST + INJECTIONS))
def test_nothing_is_lost_torn_or_mixed(tmp_path, uninterrupted, seed):
    """Source: risks F01, F02, F03, G8."""
    chance = random.Random(seed)  # noqa: S311 - a test that can be done again
    out, token = tmp_path / "out", new_token()
    dossiers(tmp_path / "in", COUNT)
    ours: set[str] = set()
    for attempt in range(4):
        running = start(tmp_path / "in", out, token, resume=attempt > 0)
        if attempt < 3 and (attempt == 0 or chance.random() < 0.4):
            wait_for_a_moment(chance, out, running)
            chance.choice((kill, kill, interrupt, terminate, worker, worker, stop, everything))(
                running, token, chance
            )
        code = finish(running, out, token)
        if code in TOO_LATE:
            assert set(statuses(out).values()) == {"made"}
        else:
            assert code in CODES
        assert all_gone(token, PATIENCE)
        broken_off = code != 0  # what was being put in place may lie there, under its own name
        left = {path.name for path in out.glob(f"{UNFINISHED}*")} if broken_off else set()
        but = ours if broken_off else set()
        assert_whole(out, COUNT, complete=not broken_off, kept=True, but=but, left=left)
        if not broken_off:
            break
        between = chance.choice((nothing, nothing, tear_journal, damage_output, remove_output))
        ours |= between(out, chance)
    else:
        assert finish(start(tmp_path / "in", out, token, resume=True), out, token) == 0
    made = contents(out)
    kept = {name: data for name, data in made.items() if name.startswith("_bewaard/")}
    for name in (
        "manifest.json",
        *(f"d{n:04}/{file}" for n in range(COUNT) for file in expected(n)),
    ):
        assert made[name] == uninterrupted[name]
    assert set(statuses(out).values()) == {"made"}
    visible = {name for name in made if not name.startswith(OWN)} - set(kept)
    assert visible == {name for name in uninterrupted if not name.startswith(OWN)}
    assert not list((out / OWN / "werk").iterdir())


def wait_for_a_moment(chance, out, running) -> None:
    """Wait for a number of lines in the journal and then a little, or not even for the first."""
    lines = chance.randrange(COUNT)
    journal, slot = out / OWN / JOURNAL, out / OWN / "slot"
    while not (slot.exists() and str(running.pid).encode() in slot.read_bytes()):
        assert running.poll() is None, "it ended before it began"
        time.sleep(0.002)
    until = time.monotonic() + chance.choice((0.2, 1, 60))
    while time.monotonic() < until and running.poll() is None:
        with contextlib.suppress(OSError):
            if journal.read_bytes().count(b"\n") >= lines:
                break
        time.sleep(0.002)
    time.sleep(chance.random() / 10)


# -- what goes wrong while it runs ----------------------------------------------------------------


def kill(running, _token, _chance) -> None:
    running.kill()


def interrupt(running, _token, _chance) -> None:
    send(running.pid, signal.SIGINT)


def terminate(running, _token, _chance) -> None:
    send(running.pid, signal.SIGTERM)


def worker(running, token, chance) -> None:
    for pid in chance.sample(workers := workers_of(token, running.pid), min(1, len(workers))):
        send(pid, chance.choice((signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM)))


def stop(running, token, _chance) -> None:
    for pid in workers_of(token, running.pid)[:1]:
        send(pid, signal.SIGSTOP)


def everything(running, token, _chance) -> None:
    """The machine goes off: all at once, workers first."""
    for pid in (*workers_of(token, running.pid), running.pid):
        send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


# -- what goes wrong in between -------------------------------------------------------------------


def nothing(_out, _chance) -> set[str]:
    return set()


def tear_journal(out, chance) -> set[str]:
    journal = out / OWN / JOURNAL
    with contextlib.suppress(FileNotFoundError):
        data = journal.read_bytes()
        if b"\n" in data[:-1]:
            journal.write_bytes(data[: -chance.randrange(1, min(300, len(data)))])
    return set()


def damage_output(out, chance) -> set[str]:
    found = sorted(out.glob("d*/rapport.*"))
    if found:
        path = chance.choice(found)
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1
        path.write_bytes(bytes(data))
        return {path.parent.name}
    return set()


def remove_output(out, chance) -> set[str]:
    found = sorted(out.glob("d*/rapport.*"))
    if found:
        path = chance.choice(found)
        path.unlink()
        return {path.parent.name}
    return set()
