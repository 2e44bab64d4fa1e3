"""One folder per test run in which worker processes share what is slow to make."""

from __future__ import annotations

import os
import shutil
import tempfile

from support.builds import FOLDER


def pytest_configure(config):
    """Make the folder, before worker processes start and inherit its name."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = config.vmreport_builds = tempfile.mkdtemp(prefix="vmreport-tests-")


def pytest_unconfigure(config):
    """Take it away in the process that made it."""
    folder = getattr(config, "vmreport_builds", None)
    if folder is not None:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)
