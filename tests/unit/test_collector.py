"""The garbage collector waits inside the block, and is as it was behind it."""

from __future__ import annotations

import gc

import pytest

from vmreport.collector import collector_held


def test_the_collector_is_as_it_was():
    assert gc.isenabled()
    with collector_held():
        assert not gc.isenabled()
        with collector_held():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_also_after_an_error():
    with pytest.raises(ZeroDivisionError), collector_held():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
