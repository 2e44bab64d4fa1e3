"""Workers that are copied: what they can do when, and what becomes of one that hangs."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import pytest

from support import slow_start
from support.batch_runs import QUICK, new_token, processes
from vmreport.batch.model import Fault, Task
from vmreport.batch.pool import Pool

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere every worker starts by itself"
)


def _asked(pool, work, *, light):
    """Have four tasks done and give how they ended."""
    ended = []
    for number in range(4):
        task = Task(str(number), f"{slow_start.MODULE}:is_warm", work, light=light)
        pool.submit(task)
    until = time.monotonic() + 60
    while len(ended) < 4 and time.monotonic() < until:
        ended += pool.wait(0.2)
    return ended


def test_light_tasks_do_not_wait_for_the_whole_start(tmp_path, monkeypatch):
    monkeypatch.setenv(slow_start.GO_ON, str(tmp_path / "verder"))
    pool = Pool(2, QUICK, tmp_path, slow_start.MODULE)
    try:
        reading = _asked(pool, tmp_path, light=True)
        making = _asked(pool, tmp_path, light=False)
    finally:
        pool.stop()
    assert not any(ended.value[0] for ended in reading), "the start waits for the first of them"
    assert all(ended.value[0] for ended in making)
    assert not {ended.value[1] for ended in reading} & {ended.value[1] for ended in making}


@pytest.mark.parametrize("size", [1, 2])
def test_nobody_waits_for_what_only_saves_time_later(tmp_path, monkeypatch, size):
    monkeypatch.setenv(slow_start.GO_ON, str(tmp_path))
    monkeypatch.setenv(slow_start.LEISURE, "1")
    pool = Pool(size, QUICK, tmp_path, slow_start.MODULE)
    try:
        making = _asked(pool, tmp_path, light=False)
    finally:
        pool.stop()
    assert [ended.value[0] for ended in making] == [True] * 4


def test_a_copy_that_hangs_before_it_is_ready_is_ended(tmp_path, monkeypatch):
    token = new_token()
    monkeypatch.setenv("VMREPORT_TEST_TOKEN", token)
    monkeypatch.setenv(slow_start.HANG, "1")
    monkeypatch.setenv(slow_start.GO_ON, str(tmp_path))
    pool = Pool(2, replace(QUICK, start_seconds=3), tmp_path, slow_start.MODULE)
    try:
        ended = _asked(pool, tmp_path, light=False)
        assert {item.fault for item in ended} == {Fault.TIME}
        pool.wait(0)
        assert len(processes(token)) == 0, "while the batch itself goes on"
    finally:
        pool.stop()
