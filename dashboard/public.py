"""The address under which readers reach this installation: a setting, since a command has none.

It goes into every export, so that button and command give the same bytes.
"""

import os
from typing import Final

from dashboard.port import ADDRESS

VARIABLE: Final = "ALF_ADDRESS"
_HERE: Final = f"http://{ADDRESS}:8050"


def public_address(path: str) -> str:
    """A path with its query as a whole address, such as ALF_ADDRESS has it before its path."""
    return (os.environ.get(VARIABLE) or _HERE).rstrip("/") + path
