"""The order of the hops from files to a published release; nothing else.

Lock → leftovers → anything to do? → read → contract → derive → checks → what changes → raw →
build and verify → publish → inbox. Whatever stops it, at whatever hop, the release in force
stays as it is; the docstring of `etl/inputs.py` says how the accepted files keep up with it.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from etl.changes import Changes, compare
from etl.checks.coverage import lost_coverage
from etl.fingerprint import fingerprint, program_version
from etl.inputs import (
    InputFile,
    accepted_inputs,
    bundled_inputs,
    discard_raw_leftovers,
    inputs_frame,
    offered_inputs,
    remove_taken_in,
    store_raw,
)
from etl.prepare import Prepared, prepare, refuse_repeated
from etl.problems import InputRefused, Problem
from etl.report import Report, change_lines
from etl.sources import BUNDLE
from warehouse.contract import Observation
from warehouse.folder import one_clear_line, read_register, release_path
from warehouse.queries import read_tables
from warehouse.release import (
    Contents,
    Run,
    build,
    discard_leftovers,
    load_lock,
    publish,
)
