"""Which declaration or instrument is for which file: by its name, its pattern, or both beside.

A frame of those invited belongs to the instrument that names it. Nothing of the files themselves
is read here.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from etl.inbox import inbox_files, is_declaration
from etl.inputs import DECLARATION_SUFFIX, InputDeclaration, Mark
from etl.problems import InputRefused, Problem
from etl.readers.content import printable_name
from etl.surveys.beside import export_by_pattern, frame_named_in, frame_path
from etl.surveys.model import Instrument


@dataclass(frozen=True, slots=True)
class Given:
    """`files` were named or lie in the inbox; `held` are declarations of files held already."""

    files: tuple[Path, ...]
    inbox: frozenset[Path]
    held: frozenset[str | None]

    def declarations(self) -> Iterator[Path]:
        """Those given and those beside a file that is given."""
        for path in self.files:
            if is_declaration(path):
                yield path
            elif declaration_beside(path).is_file():
                yield declaration_beside(path)


def given_now(home: Path, files: Sequence[Path], held: Collection[Mark]) -> Given:
    inbox = [path.absolute() for path in inbox_files(home)]
    named = [path.absolute() for path in files]
    return Given(
        files=tuple(dict.fromkeys([*named, *inbox])),
        inbox=frozenset(inbox) - frozenset(named),
        held=frozenset(declaration for _, declaration in held),
    )


@contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Goes on after a refusal, so that every problem is said at once."""
    try:
        yield
    except InputRefused as stopped:
        problems.extend(stopped.problems)


# The declarations of each file; of a service the declaration stands for the file. None at all: its
# declaration was refused, or it is the frame of a survey, so that there is nothing more to say.
Claims = dict[Path, dict[str, InputDeclaration]]


def claims_of(given: Given, problems: list[Problem]) -> Claims:
    claims: Claims = {}
    frames: list[Path] = []
    for path in dict.fromkeys(given.declarations()):
        refused_before = len(problems)
        with collected(problems):
            declaration = InputDeclaration.of(printable_name(path), path.read_bytes())
            files = _files_of(path, declaration, given)
            frames += _frames_of(path, declaration, files)
            for file in files:
                claims.setdefault(file, {})[declaration.sha256] = declaration
        if len(problems) > refused_before:
            claims.setdefault(_beside(path), {})
            frames.extend(filter(None, [frame_named_in(path)]))
    return claims | {frame: {} for frame in frames}


def _beside(declaration: Path) -> Path:
    """The file that a declaration is called after."""
    return declaration.with_name(declaration.name.removesuffix(DECLARATION_SUFFIX))


def _files_of(path: Path, declaration: InputDeclaration, given: Given) -> list[Path]:
    """The files that a declaration is for; none where it says only how a file is read."""
    meaning = declaration.meaning
    if isinstance(meaning, Instrument):
        return _export_of(path, declaration, given)
    if not meaning.tables and not _was_named(path, given) and not meaning.service:
        return []
    if not meaning.tables:
        raise refused("no_table", "it declares no table, so it says what nothing means", path)
    if meaning.service:
        return [path]
    beside = _beside(path)
    if beside.is_file():
        return [beside, *_also_given(beside, meaning.pattern, given)]
    found = _matching(path, meaning.pattern)
    if found or _is_left_behind(path, declaration, given):
        return found
    raise _nothing_beside(path, meaning.pattern)


def _export_of(path: Path, declaration: InputDeclaration, given: Given) -> list[Path]:
    """The one export that an instrument is for."""
    assert isinstance(declaration.meaning, Instrument)
    if _beside(path).is_file():
        return [_beside(path)]
    found = export_by_pattern(path, declaration.meaning, lambda other: not is_declaration(other))
    if found or _is_left_behind(path, declaration, given):
        return found
    raise _nothing_beside(path, declaration.meaning.pattern)


def _frames_of(path: Path, declaration: InputDeclaration, exports: list[Path]) -> list[Path]:
    """The frame that an instrument names, if it does."""
    meaning = declaration.meaning
    frame = frame_path(path, meaning) if isinstance(meaning, Instrument) else None
    if frame in exports:
        raise refused("frame_is_export", "it names the export as its own frame", path)
    return [frame] if frame else []


def _was_named(path: Path, given: Given) -> bool:
    return path in given.files and path not in given.inbox


def _is_left_behind(path: Path, declaration: InputDeclaration, given: Given) -> bool:
    """By a kill, after its file was taken in."""
    return declaration.sha256 in given.held and not _was_named(path, given)


def _nothing_beside(path: Path, pattern: str | None) -> InputRefused:
    if pattern is None:
        name = printable_name(_beside(path))
        message = f"the file '{name}' that it is for is not beside it"
    else:
        message = f"no file beside it is called as '{pattern}' says"
    return refused("file_of_declaration", message, path)


def _also_given(beside: Path, pattern: str | None, given: Given) -> list[Path]:
    """Files of this load that the pattern fits too, unless they come with a declaration."""
    return [
        path
        for path in given.files
        if pattern is not None and fnmatchcase(path.name, pattern)
        if path != beside and not is_declaration(path) and not declaration_beside(path).is_file()
    ]


def declaration_beside(path: Path) -> Path:
    return path.with_name(path.name + DECLARATION_SUFFIX)


def _matching(path: Path, pattern: str | None) -> list[Path]:
    if pattern is None:
        return []
    return [
        other
        for other in sorted(path.parent.iterdir())
        if fnmatchcase(other.name, pattern) and other.is_file() and not is_declaration(other)
    ]


def refused(rule: str, message: str, path: Path) -> InputRefused:
    return InputRefused([Problem(rule, message, printable_name(path))])
