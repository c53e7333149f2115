"""An instrument read from TOML: what a survey asked, of whom, and how its export is read.

Every mistake is refused with its key, line and column, all of them at once. Nothing is defaulted
that carries meaning. The export and the frame are not looked at here.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.options import Options
from etl.sources.declaration import FORMAT
from etl.sources.declared_registry import organisation_of, source_of
from etl.sources.keys import ASKED, EMPTY, Faults, Keys, parsed
from etl.surveys.instrument.checks import check_whole
from etl.surveys.instrument.columns import Known, cells_of, columns_of, ignored_of, members_of
from etl.surveys.instrument.crossings import crossings_of
from etl.surveys.instrument.frame import frame_of, options_in
from etl.surveys.instrument.items import items_of, themes_of
from etl.surveys.instrument.parts import Parts
from etl.surveys.instrument.places import InstrumentFaults
from etl.surveys.instrument.scales import scales_of
from etl.surveys.instrument.survey import about_of, export_of
from etl.surveys.model import Duplicates, Instrument
from warehouse.surveys.model import SurveyRound

PART: Final = "survey"
_HEADER: Final = re.compile(r"^\s*\[\s*survey\s*\]", re.MULTILINE)
_QUESTION: Final = re.compile(r"\s*#\s*QUESTION:\s*(.*)")


def is_instrument(text: str) -> bool:
    """Whether it is an instrument and no declaration; also of one that is not whole TOML yet."""
    try:
        return PART in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return _HEADER.search(text) is not None


def parse_instrument(text: str, file: str) -> Instrument:
    """The instrument; raises InputRefused with every mistake, each with its line and column."""
    return _instrument(checked_parts(text, file), file)


def checked_parts(text: str, file: str) -> Parts:
    """The parts of an instrument without mistakes; raises InputRefused with all of them."""
    table = parsed(text, file)
    faults = InstrumentFaults(text, file)
    _ask(text, faults)
    with Keys(table, (), faults) as keys:
        parts = _parts(keys)
        check_whole(keys, parts)
    if faults.problems:
        raise InputRefused(_worth_saying(faults.problems))
    return parts


def _ask(text: str, faults: Faults) -> None:
    """A draft is no instrument yet: each of its questions is answered, and its line taken out."""
    for number, line in enumerate(text.splitlines(), 1):
        if asked := _QUESTION.match(line):
            faults.ask(number, asked[1])


def _worth_saying(problems: Sequence[Problem]) -> list[Problem]:
    """In the order of the text; what is empty because its question stands is not said twice."""
    is_draft = any(problem.rule == ASKED for problem in problems)
    said = [problem for problem in problems if not (is_draft and problem.rule == EMPTY)]
    return sorted(dict.fromkeys(said), key=lambda one: one.row or 0)


def _parts(keys: Keys) -> Parts:
    if keys.whole("format") != FORMAT and "format" in keys:
        keys.fault("format", f"is not {FORMAT}: this program reads format {FORMAT} only")
    about, export = about_of(keys.child("survey")), export_of(keys.child("file"))
    tables = tuple(keys.children("organisation"))
    organisations = tuple(filter(None, map(organisation_of, tables)))
    known = Known.of(about, organisations, (str(one.table.get("code")) for one in tables))
    columns = columns_of(keys)
    scales, themes = scales_of(keys.children("scale")), themes_of(keys.children("theme"))
    by_id = {one.scale.id: one for one in scales}
    source, new = source_of(keys.child("source"))
    return Parts(
        about=about,
        export=export,
        options=_options(keys),
        columns=columns,
        members=members_of(keys, known),
        tests=cells_of(keys, "tests"),
        ignored=ignored_of(keys),
        scales=scales,
        themes=themes,
        items=items_of(keys.children("item"), by_id, themes),
        crossings=crossings_of(keys.children("crossing"), columns),
        frame=frame_of(keys, known, columns),
        source=source or "",
        sources=(new,) if new else (),
        organisations=organisations,
    )


def _options(keys: Keys) -> Options:
    """As told; that it holds answers is known, so that no cell of it is ever shown."""
    options = options_in(keys)
    if options.answers is False:
        keys.fault("read", "`answers = false`, but an instrument is about answers: take it out")
    return replace(options, answers=True)


def _instrument(parts: Parts, file: str) -> Instrument:
    about = parts.about
    assert about.keep_until is not None
    return Instrument(
        file=file,
        pattern=parts.export.pattern,
        options=parts.options,
        platform=parts.export.platform,
        shape=parts.export.shape,
        round=_round(parts),
        columns=parts.columns,
        members=parts.members,
        items=tuple(one.column for one in parts.items),
        ignored=parts.ignored,
        tests=parts.tests,
        minimum_answered=about.minimum_answered,
        duplicates=about.duplicates or Duplicates.REFUSE,
        opened=about.opened,
        closed=about.closed,
        keep_until=about.keep_until,
        frame=parts.frame,
        units=about.units,
        organisations=parts.organisations,
        sources=parts.sources,
    )


def _round(parts: Parts) -> SurveyRound:
    about = parts.about
    return SurveyRound(
        id=about.id,
        series=about.series,
        series_title=about.series_title,
        title=about.title,
        regions=parts.regions,
        group=about.group,
        subgroups=parts.subgroups,
        period=about.period,
        terms=parts.terms,
        everyone_invited=about.everyone_invited,
        rule=about.rule,
        smallest_group=about.smallest_group,
        crossings=parts.crossings,
        scales=tuple(one.scale for one in parts.scales),
        themes=parts.themes,
        items=tuple(one.item for one in parts.items),
        source=parts.source,
        is_example=about.is_example,
        series_break=about.series_break,
    )
