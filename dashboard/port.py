"""Where the dashboard listens: on this machine's own address, on a port that is free."""

import socket
from typing import Final

ADDRESS: Final = "127.0.0.1"


class PortTaken(OSError):
    """The port cannot be used; the message says why and which option chooses another."""


def free_port(port: int) -> int:
    """The port itself, or any free one for 0; raises PortTaken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server will: a port that was just given back is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} cannot be used ({error.strerror}): choose another with --port, "
                "or --port 0 for any free one."
            ) from error
        return int(probe.getsockname()[1])
