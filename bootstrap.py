"""Set ALF Atlas up on a machine that has Python 3.11 and git, then run it or test it.

    python3 bootstrap.py up   [arguments for `alf up`]
    python3 bootstrap.py test [arguments for pytest]

This file has to be readable by any older Python, so that it can say which one is needed.
The work is done in tools/, with the standard library alone.
"""

import sys

OLDEST_PYTHON = (3, 11)

if sys.version_info[:2] < OLDEST_PYTHON:
    sys.exit("ALF Atlas needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from tools.commands import main  # noqa: E402 - tools/ is written for the Python asked for above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
