"""What a load is given: the files that were named and those in the inbox, each with its meaning.

A file is taken when it is in the project's own shape, when `FILE.alf.toml` beside it declares a
table, or when a declaration that is given itself names it. A declaration of a statistics service
is taken with the answers that are fetched for it. An export of survey answers is taken when an
instrument is for it, and goes its own way (`etl/surveys/intake.py`) with the frame that lies
beside it. Anything else is refused by name.
"""

from collections.abc import Callable, Collection, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from etl.claims import claims_of, collected, declaration_beside, given_now, refused
from etl.inbox import is_declaration
from etl.inputs import InputDeclaration, InputFile, Mark, accepted_now
from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content, printable_name
from etl.readers.options import NO_OPTIONS
from etl.sources.bundled import is_in_own_shape
from etl.sources.declaration_model import Declaration
from etl.surveys.model import Instrument
from etl.surveys.publishing.not_disclosed import refusal_of

if TYPE_CHECKING:
    from etl.services.client import Client
    from etl.services.declared import ServiceDeclaration

# The answers to what a declaration asks a service for; its name is for messages.
Fetch = Callable[["ServiceDeclaration", str], bytes]
# The declarations of earlier loads, asked for only where a file comes without one.
Kept = Callable[[], Sequence[InputDeclaration]]
# The published table of an export and its instrument.
Take = Callable[[Path, InputDeclaration], InputFile]

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


def _no_survey(path: Path, _: InputDeclaration) -> InputFile:
    raise refused("no_survey_here", "survey answers are taken by `alf load` alone", path)


def offered_inputs(
    home: Path,
    files: Sequence[Path],
    held: Collection[Mark],
    fetch: Fetch,
    kept: Kept = list,
    take: Take = _no_survey,
) -> list[InputFile]:
    """Each content once; raises InputRefused with everything that is wrong with any of them.

    `held` are the marks of the files that the release in force is made of, `kept` gives their
    declarations: one with a pattern is also for next year's file.
    """
    given = given_now(home, files, held)
    problems: list[Problem] = []
    claims = claims_of(given, problems)
    data = [path for path in given.files if not is_declaration(path)]
    offered: dict[Mark, InputFile] = {}
    for path in dict.fromkeys([*data, *claims]):
        if claims.get(path) == {}:
            continue
        with collected(problems):
            declarations = [*claims.get(path, {}).values()] or _kept_for(path, kept)
            file = _taken(path, declarations, fetch, take)
            offered.setdefault(file.mark, file)
    if problems:
        raise refusal_of(problems)
    return list(offered.values())


def _kept_for(path: Path, kept: Kept) -> list[InputDeclaration]:
    """Declarations of earlier loads whose pattern fits; what lies beside the file goes before.

    Not an instrument: it is about one survey, and next year's is another.
    """
    if declaration_beside(path).is_file() or is_in_own_shape(Content.of_file(path)):
        return []
    return [
        declaration
        for declaration in kept()
        for meaning in [declaration.meaning]
        if isinstance(meaning, Declaration) and meaning.tables and meaning.pattern is not None
        if fnmatchcase(path.name, meaning.pattern)
    ]


def _taken(
    path: Path, declarations: Sequence[InputDeclaration], fetch: Fetch, take: Take
) -> InputFile:
    name = printable_name(path)
    if len(declarations) > 1:
        names = " and ".join(f"'{declaration.name}'" for declaration in declarations)
        raise refused("declared_once", f"two declarations are for it, {names}: give one", path)
    if not declarations:
        return _undeclared(path)
    (declaration,) = declarations
    if isinstance(declaration.meaning, Instrument):
        return take(path, declaration)
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
        remedy = f"write one with `alf survey draft {content.name}`"
        raise InputRefused([Problem("survey_answers", ANSWERS, content.name, remedy=remedy)])
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
