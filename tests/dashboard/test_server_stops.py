"""The real server, stopped as a terminal stops it: every process of the group gets the signal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest


def wait_until_it_answers(address: str) -> None:
    """The workers are up, and set to catch signals, once one of them answers."""
    for _ in range(120):
        try:
            with urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - our own address
                return
        except URLError:
            time.sleep(0.25)
    raise AssertionError("the server does not answer")


@pytest.mark.parametrize("times", [1, 3])
def test_it_ends_when_the_whole_group_is_interrupted(release_home: Path, times: int) -> None:
    program = [sys.executable, "-m", "alf", "serve", "--port", "0"]
    environment = {**os.environ, "ALF_HOME": str(release_home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own program
        program, env=environment, stdout=subprocess.PIPE, start_new_session=True, text=True
    ) as server:
        try:
            assert server.stdout is not None
            while "listens on" not in (line := server.stdout.readline()):
                assert server.poll() is None
            wait_until_it_answers(line.split("listens on ")[1].split()[0])
            for _ in range(times):
                os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=30)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
    with pytest.raises(ProcessLookupError):
        os.killpg(server.pid, 0)
