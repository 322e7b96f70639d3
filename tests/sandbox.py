"""Loaded before Django (``-p sandbox`` in pyproject.toml), because settings are read before any conftest is.

Every process of a test run gets a home folder of its own, removed when it ends; nobody's real data or mail is in reach.
"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="firstbell-tests-")
os.environ["FIRSTBELL_HOME"] = HOME
os.environ["FIRSTBELL_EMAIL_URL"] = "outbox:"
os.environ["OMP_NUM_THREADS"] = "1"  # threads of two processes on two cores wait for each other, ten times as long
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
