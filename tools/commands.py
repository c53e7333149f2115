"""The two commands of bootstrap.py: `up` and `test`."""

import os
import sys
from typing import NoReturn

from tools import checks, environment, programs, vendor
from tools.console import SetupError, say

USAGE = """\
python3 bootstrap.py up   [arguments for `alf up`]    install what is needed, then start ALF Atlas
python3 bootstrap.py test [arguments for pytest]      install what is needed, then run every check
"""


def main(arguments: list[str]) -> int:
    """Run one command; the result is the exit code."""
    try:
        match arguments:
            case ["up", *rest]:
                set_up("runtime")
                run_alf(["up", *rest])
            case ["test", *rest]:
                set_up("runtime", "test")
                return checks.run(rest, programs.find_or_install())
            case ["-h" | "--help"]:
                print(USAGE, end="")
                return 0
    except SetupError as problem:
        print(f"alf: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("alf: stopped; run the same command again to go on.", file=sys.stderr)
        return 130
    print(USAGE, end="", file=sys.stderr)
    return 2


def set_up(*groups: str) -> None:
    """Everything that must be there before ALF Atlas or its checks can start."""
    with environment.one_at_a_time():
        environment.ensure(groups)
        vendor.ensure(groups)
        environment.run_module("dashboard.precompress")


def run_alf(arguments: list[str]) -> NoReturn:
    """Become the `alf` command, so that signals and exit codes are its own."""
    command = environment.VENV / "bin" / "alf"
    say(f"starting: alf {' '.join(arguments)}")
    os.execv(command, [str(command), *arguments])  # noqa: S606 - no shell, our own program
