"""Who may work in an output folder, and how long the last one counts."""

import fcntl
import threading
import time

import pytest

from vmreport.batch.lock import locked
from vmreport.errors import UsageError


@pytest.fixture
def held(tmp_path):
    """Give a lock file that somebody else holds."""
    path = tmp_path / "uit" / ".vmreport" / "slot"
    path.parent.mkdir(parents=True)
    with path.open("wb") as other:
        other.write(b"proces 12 op elders")
        other.flush()
        fcntl.flock(other, fcntl.LOCK_EX)
        yield path, other


def test_a_lock_that_goes_soon_is_waited_for(held):
    path, other = held
    release = threading.Timer(0.3, fcntl.flock, (other, fcntl.LOCK_UN))
    release.start()
    with locked(path):
        assert path.read_text("ascii").startswith("proces ")
    release.join()


def test_a_lock_that_stays_is_said_with_its_owner(held):
    begin = time.monotonic()
    with pytest.raises(UsageError, match=r"E821.*proces 12 op elders"), locked(held[0]):
        pass
    assert time.monotonic() - begin < 10
