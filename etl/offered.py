"""What a load is given: the files that were named and those in the inbox, each with its meaning.

A file is taken when it is in the project's own shape, when `FILE.alf.toml` beside it declares a
table, or when a declaration that is given itself names it. A declaration of a statistics service
is taken with the answers that are fetched for it. Anything else is refused by name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from etl.inputs import DECLARATION_SUFFIX, InputDeclaration, InputFile, Mark, accepted_now
from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content, printable_name
from etl.readers.options import NO_OPTIONS
from etl.sources.bundled import is_in_own_shape
from warehouse.folder import file_digest

if TYPE_CHECKING:
    from etl.services.client import Client
    from etl.services.declared import ServiceDeclaration

# The answers to what a declaration asks a service for; its name is for messages.
Fetch = Callable[["ServiceDeclaration", str], bytes]
# The declarations of earlier loads, asked for only where a file comes without one.
Kept = Callable[[], Sequence[InputDeclaration]]

NO_DECLARATION: Final = "no declaration says what it means"
ANSWERS: Final = (
    "it holds survey answers: only an instrument can say what they mean, and none does; nothing "
    "of it was kept"
)


def asking(home: Path, *, offline: bool, progress: Callable[[str], None]) -> Fetch:
    """Asks statistics services; what they say in words beside the figures is passed on.

    All declarations of a load ask through one client, which keeps to the limits of each host.
    """

    @cache
    def client() -> "Client":
        from etl.services.client import Client  # noqa: PLC0415

        return Client()

    def fetched(service: "ServiceDeclaration", file: str) -> bytes:
        # Few loads ask a service, and its libraries take a while to import.
        from etl.services.fetch import fetch  # noqa: PLC0415

        progress(f"Asking for {file}")
        found = fetch(service, home, file=file, offline=offline, client=client())
        for remark in found.remarks:
            progress(str(remark))
        return found.content

    return fetched


# ---------------------------------------------------------------- the inbox


def inbox_files(home: Path) -> list[Path]:
    inbox = home / "inbox"
    if not inbox.is_dir():
        return []
    return sorted(p for p in inbox.iterdir() if p.is_file() and not p.name.startswith("."))


def not_read(home: Path) -> list[str]:
    """What lies in the inbox and is not taken: it is no file, or its name hides it."""
    return [
        f"Not read, {_why_not_read(path)}: inbox/{printable_name(path)}"
        for path in sorted((home / "inbox").iterdir())
        if not path.is_file() or path.name.startswith(".")
    ]


def _why_not_read(path: Path) -> str:
    """A folder, a pipe, a link that leads nowhere; or what programs hide for themselves."""
    return "it is no file" if not path.is_file() else "its name begins with a dot"


def remove_taken_in(home: Path, accepted: Iterable[InputFile]) -> None:
    """Takes files out of the inbox whose content a release in force now holds.

    Declarations last: one that is left alone by a kill is known to be held, a file is not.
    """
    held = {digest for file in accepted for digest in file.mark}
    for path in sorted(inbox_files(home), key=_is_declaration):
        if file_digest(path) in held:
            path.unlink()


def _is_declaration(path: Path) -> bool:
    return path.name.endswith(DECLARATION_SUFFIX)


# ---------------------------------------------------------------- which files, with which meaning


@dataclass(frozen=True, slots=True)
class _Given:
    """`files` were named or lie in the inbox; `held` are declarations of files held already."""

    files: tuple[Path, ...]
    inbox: frozenset[Path]
    held: frozenset[str | None]

    def declarations(self) -> Iterator[Path]:
        """Those given and those beside a file that is given."""
        for path in self.files:
            if _is_declaration(path):
                yield path
            elif _declaration_of(path).is_file():
                yield _declaration_of(path)


# The declarations of each file; of a service the declaration stands for the file. None at all: its
# declaration was refused, so that there is nothing more to say of it.
_Claims = dict[Path, dict[str, InputDeclaration]]


def offered_inputs(
    home: Path, files: Sequence[Path], held: Collection[Mark], fetch: Fetch, kept: Kept = list
) -> list[InputFile]:
    """Each content once; raises InputRefused with everything that is wrong with any of them.

    `held` are the marks of the files that the release in force is made of, `kept` gives their
    declarations: one with a pattern is also for next year's file.
    """
    given = _given(home, files, held)
    problems: list[Problem] = []
    claims = _claims(given, problems)
    data = [path for path in given.files if not _is_declaration(path)]
    offered: dict[Mark, InputFile] = {}
    for path in dict.fromkeys([*data, *claims]):
        if claims.get(path) == {}:
            continue
        with _collected(problems):
            declarations = [*claims.get(path, {}).values()] or _kept_for(path, kept)
            file = _taken(path, declarations, fetch)
            offered.setdefault(file.mark, file)
    if problems:
        raise InputRefused(problems)
    return list(offered.values())


def _given(home: Path, files: Sequence[Path], held: Collection[Mark]) -> _Given:
    inbox = [path.absolute() for path in inbox_files(home)]
    named = [path.absolute() for path in files]
    return _Given(
        files=tuple(dict.fromkeys([*named, *inbox])),
        inbox=frozenset(inbox) - frozenset(named),
        held=frozenset(declaration for _, declaration in held),
    )


@contextmanager
def _collected(problems: list[Problem]) -> Iterator[None]:
    """Goes on after a refusal, so that every problem is said at once."""
    try:
        yield
    except InputRefused as refused:
        problems.extend(refused.problems)


def _claims(given: _Given, problems: list[Problem]) -> _Claims:
    claims: _Claims = {}
    for path in dict.fromkeys(given.declarations()):
        refused_before = len(problems)
        with _collected(problems):
            declaration = InputDeclaration.of(printable_name(path), path.read_bytes())
            for file in _files_of(path, declaration, given):
                claims.setdefault(file, {})[declaration.sha256] = declaration
        if len(problems) > refused_before:
            claims.setdefault(_beside(path), {})
    return claims


def _beside(declaration: Path) -> Path:
    """The file that a declaration is called after."""
    return declaration.with_name(declaration.name.removesuffix(DECLARATION_SUFFIX))


def _files_of(path: Path, declaration: InputDeclaration, given: _Given) -> list[Path]:
    """The files that a declaration is for; none where it says only how a file is read."""
    meaning = declaration.meaning
    was_named = path in given.files and path not in given.inbox
    if not meaning.tables and not was_named and not meaning.service:
        return []
    if not meaning.tables:
        raise _refused("no_table", "it declares no table, so it says what nothing means", path)
    if meaning.service:
        return [path]
    beside = _beside(path)
    if beside.is_file():
        return [beside, *_also_given(beside, meaning.pattern, given)]
    found = _matching(path, meaning.pattern)
    if found or (declaration.sha256 in given.held and not was_named):
        return found  # none: a kill left it behind, after its file was taken in
    if meaning.pattern is None:
        message = f"the file '{printable_name(beside)}' that it is for is not beside it"
    else:
        message = f"no file beside it is called as '{meaning.pattern}' says"
    raise _refused("file_of_declaration", message, path)


def _also_given(beside: Path, pattern: str | None, given: _Given) -> list[Path]:
    """Files of this load that the pattern fits too, unless they come with a declaration."""
    return [
        path
        for path in given.files
        if pattern is not None and fnmatchcase(path.name, pattern)
        if path != beside and not _is_declaration(path) and not _declaration_of(path).is_file()
    ]


def _kept_for(path: Path, kept: Kept) -> list[InputDeclaration]:
    """Declarations of earlier loads whose pattern fits; what lies beside the file goes before."""
    if _declaration_of(path).is_file() or is_in_own_shape(Content.of_file(path)):
        return []
    return [
        declaration
        for declaration in kept()
        for pattern in [declaration.meaning.pattern]
        if declaration.meaning.tables and pattern is not None and fnmatchcase(path.name, pattern)
    ]


def _declaration_of(path: Path) -> Path:
    return path.with_name(path.name + DECLARATION_SUFFIX)


def _matching(path: Path, pattern: str | None) -> list[Path]:
    if pattern is None:
        return []
    return [
        other
        for other in sorted(path.parent.iterdir())
        if fnmatchcase(other.name, pattern) and other.is_file() and not _is_declaration(other)
    ]


def _taken(path: Path, declarations: Sequence[InputDeclaration], fetch: Fetch) -> InputFile:
    name = printable_name(path)
    if len(declarations) > 1:
        names = " and ".join(f"'{declaration.name}'" for declaration in declarations)
        raise _refused("declared_once", f"two declarations are for it, {names}: give one", path)
    if not declarations:
        return _undeclared(path)
    (declaration,) = declarations
    if declaration.meaning.service:
        answers = Content.of_bytes(name, fetch(declaration.meaning.service, name))
        return accepted_now(name, answers, declaration)
    return accepted_now(name, Content.of_file(path, name), declaration)


def _undeclared(path: Path) -> InputFile:
    content = Content.of_file(path, printable_name(path))
    if is_in_own_shape(content):
        return accepted_now(content.name, content)
    reading = read(content, NO_OPTIONS)
    if reading.answers:  # personal data: they may not reach `raw/`
        raise InputRefused([Problem("survey_answers", ANSWERS, content.name)])
    if reading.kind is None:
        raise InputRefused(reading.problems)
    raise InputRefused(
        [
            Problem(
                "no_declaration",
                NO_DECLARATION,
                content.name,
                remedy=f"write one with `alf inspect {content.name} --draft`",
            )
        ]
    )


def _refused(rule: str, message: str, path: Path) -> InputRefused:
    return InputRefused([Problem(rule, message, printable_name(path))])
