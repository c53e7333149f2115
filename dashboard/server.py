"""Serve the dashboard on this machine's own address, with granian."""

import os
from pathlib import Path
from typing import Final

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dashboard.app import create_app
from dashboard.port import ADDRESS, free_port
from dashboard.warming import keep_warm

HOME_VARIABLE: Final = "ALF_HOME"
WORKERS: Final = 2
THREADS: Final = 4
SECONDS_TO_STOP: Final = 3


def serve(home: Path, port: int) -> None:
    """Serve until stopped; raises PortTaken."""
    free_port(port)
    # The workers are processes of their own: the environment is what reaches them.
    os.environ[HOME_VARIABLE] = str(home.resolve())
    server = Granian(
        "dashboard.server:from_environment",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
        respawn_failed_workers=True,
        # Ctrl+C reaches the workers twice, from the terminal and from here, and the second can
        # find one busy with the first for ever.
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level=LogLevels.warning,
    )
    server.serve()


def from_environment() -> Flask:
    """What each worker loads."""
    app = create_app(Path(os.environ[HOME_VARIABLE]))
    keep_warm(app.site, app.stores)
    server: Flask = app.server
    return server
