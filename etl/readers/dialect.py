"""Which delimiter and quote a text has, told by how evenly each would cut it.

Decided on the beginning of the text; the cutting of all of it verifies the decision.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from etl.problems import Problem
from etl.readers.model import Decision
from etl.readers.options import Options
from etl.readers.quotes import decide_quote, finish_quotes, quoting, told_character
from etl.readers.tokens import Dialect, leniently, lines_of
from etl.readers.weights import Weight, name_of, weights, with_delimiter

_USUAL: Final = (";", ",", "\t", "|")
# Only on strong evidence: these stand in times, addresses, headings and formulas too.
_UNUSUAL: Final = ("#", "^", "~", ":", "\x01", "\x1e", "¦", "§", "!", "*")
_SAMPLE: Final = 400_000
_LINES: Final = 2000
_TOLD_SEPARATOR: Final = re.compile(r"\A\"?sep=(.|\\t)\"?[ \t,;]*(\r\n|\n|\r|\Z)", re.IGNORECASE)

_NUMBER: Final = re.compile(r"\A[-+]?\d+([.,]\d+)?(e[-+]?\d{1,3})?\Z", re.IGNORECASE)
# Cells parted by several spaces, or a line of numbers parted by spaces of any number.
_PARTED: Final = re.compile(
    r"[^\s.:!?] {2,}\S|\A\s*[-+]?[\d.]+(e[-+]?\d+)?(\s+[-+]?[\d.]+(e[-+]?\d+)?)+\s*\Z",
    re.IGNORECASE,
)

_ENOUGH: Final = 0.5
_TOO_CLOSE: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The dialect, why, and what is wrong; `skipped` is the number of lines before the text."""

    dialect: Dialect
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    skipped: int = 0


def decide_dialect(text: str, options: Options, *, file: str) -> Decided:
    """`text` is the file or its beginning."""
    told = _TOLD_SEPARATOR.match(text)
    lines = list(islice(lines_of(text[:_SAMPLE]), _LINES))
    if told and lines:
        lines = lines[1:]
    if len(text) > _SAMPLE and len(lines) > 1:
        # The last line is cut, and the record it belongs to as well.
        lines = lines[:-1]
    quote, quote_reason = decide_quote(lines, options)
    base = Dialect(delimiter=None, quote=quote)
    chosen = _told_delimiter(told, options) or _weigh_all(lines, base, file)
    dialect, escape = finish_quotes(lines, Dialect(delimiter=chosen.delimiter, quote=quote))
    decisions = (
        Decision(
            subject="delimiter",
            value=name_of(chosen.delimiter),
            reason=chosen.reason,
            is_told=chosen.is_told,
        ),
        Decision(
            subject="quoting",
            value=quoting(dialect),
            reason=f"{quote_reason}{escape}",
            is_told=options.quote is not None,
        ),
    )
    return Decided(
        dialect=dialect,
        decisions=decisions,
        problems=() if chosen.problem is None else (chosen.problem,),
        remarks=() if chosen.remark is None else (chosen.remark,),
        skipped=1 if told else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    delimiter: str | None
    reason: str
    is_told: bool = False
    problem: Problem | None = None
    remark: Problem | None = None


def _told_delimiter(told: re.Match[str] | None, options: Options) -> _Chosen | None:
    if options.delimiter is not None:
        delimiter = told_character(options.delimiter)
        return _Chosen(delimiter=delimiter, reason="as told", is_told=True)
    if told is not None:
        return _Chosen(
            delimiter=told_character(told[1]), reason="the file's first line says 'sep='"
        )
    return None


# ---------------------------------------------------------------- the delimiter


def _weigh_all(lines: Sequence[str], base: Dialect, file: str) -> _Chosen:
    usual = weights(lines, base, _USUAL)
    good = [weight for weight in usual if weight.total >= _ENOUGH]
    around = _around(lines, base, good)
    if around is not None:
        return _clear(around)
    if len(good) > 1 and good[1].total >= good[0].total * _TOO_CLOSE:
        return _ambiguous(good, file)
    if good and _could_be_decimal(lines, good[0]):
        return _decimal_or_delimiter(good[0], file)
    is_sure = good and good[0].total >= 0.95 and not _is_prose(lines, good[0].delimiter)
    rarer = None if is_sure else _rarer(lines, base, good)
    if rarer is not None:
        return _clear(rarer)
    return _clear(good[0]) if good else _uneven(usual, lines, file)


def _rarer(lines: Sequence[str], base: Dialect, good: Sequence[Weight]) -> Weight | None:
    """An unusual delimiter on strong evidence; a space only where no usual one will do."""
    strong = [weight for weight in weights(lines, base, _UNUSUAL) if _is_strong(weight, lines)]
    if strong and not (good and strong[0].width <= good[0].width):
        return strong[0]
    spaced = [] if good else weights(lines, base, (" ",))
    return spaced[0] if spaced and _is_spaced(spaced[0], lines, base) else None


def _around(lines: Sequence[str], base: Dialect, good: Sequence[Weight]) -> Weight | None:
    """An unusual delimiter around quoted cells that hold the usual one, in each record.

    The usual one cuts evenly by chance then, as within serialised values, and tears the quotes.
    """
    text = "".join(lines)
    found = [name for name in _UNUSUAL if f"{name}{base.quote}" in text]
    held = [name for name in found if good and _is_held(lines, base, name, good[0].delimiter)]
    strong = [weight for weight in weights(lines, base, held) if _is_strong(weight, lines)]
    return strong[0] if strong else None


def _is_held(lines: Sequence[str], base: Dialect, unusual: str, usual: str) -> bool:
    """The first line may be a header, which quotes nothing."""
    if base.quote is None:
        return False
    quote, between = re.escape(base.quote), re.escape(unusual)
    text = rf"{quote}((?:[^{quote}\r\n]|{quote}{quote})*){quote}"
    cell = re.compile(rf"(?:^|{between}){text}(?={between}|[\r\n]|\Z)")
    records = [line for line in lines if line.strip()]
    below = records[1:] or records
    return all(any(usual in inside for inside in cell.findall(line)) for line in below)


def _clear(weight: Weight) -> _Chosen:
    return _Chosen(delimiter=weight.delimiter, reason=f"cuts most evenly: {weight}")


def _is_strong(weight: Weight, lines: Sequence[str]) -> bool:
    """Every record even, three columns or more, and no time, address or notation."""
    if weight.even < 0.98 or weight.width < 3 or weight.agreeing < 2:
        return False
    if weight.delimiter in "^~\x01\x1e":
        return True
    is_notation = weight.delimiter == ":" and re.search(r"\d:\d\d|://|[{}]", "".join(lines))
    return weight.agreeing >= 3 and not is_notation


def _is_spaced(weight: Weight, lines: Sequence[str], base: Dialect) -> bool:
    """Words have spaces between them too: only single ones, and a column of numbers or quotes."""
    filled = [line for line in lines if line.strip()]
    if weight.width < 3 or weight.agreeing < max(3, len(filled)):
        return False
    if any(re.search(r"  |^ | $", line.rstrip("\r\n")) for line in filled):
        return False
    rows = leniently(filled, with_delimiter(base, " "))
    columns = list(zip(*rows[1:], strict=True))
    quoted = base.quote is not None and any(f" {base.quote}" in line for line in filled)
    return quoted or any(all(map(_NUMBER.match, column)) for column in columns)


# ---------------------------------------------------------------- where it is not clear


def _ambiguous(good: Sequence[Weight], file: str) -> _Chosen:
    names = " and ".join(name_of(weight.delimiter) for weight in good[:2])
    problem = Problem(
        "ambiguous_delimiter",
        f"the delimiter cannot be told: {names} cut the text as evenly",
        file,
        remedy="say which it is with --delimiter",
        evidence=tuple(map(str, good[:2])),
    )
    return _Chosen(delimiter=good[0].delimiter, reason="cannot be told", problem=problem)


_DECIMALS: Final = re.compile(r"\A\s*[-+−]?\d+,\d+\s*\Z")


def _could_be_decimal(lines: Sequence[str], weight: Weight) -> bool:
    """One column of decimal commas under a heading looks like two columns of whole numbers."""
    if weight.delimiter != "," or weight.width != 2:
        return False
    filled = [line for line in lines if line.strip()]
    return (
        "," not in filled[0]
        and len(filled) > 1
        and all(_DECIMALS.match(line) for line in filled[1:])
    )


def _decimal_or_delimiter(weight: Weight, file: str) -> _Chosen:
    problem = Problem(
        "ambiguous_delimiter",
        "the delimiter cannot be told: every comma stands between digits, and the first line has"
        " none: one column of decimal commas, or two columns",
        file,
        remedy="say --delimiter none for one column, or --delimiter ,",
        evidence=(str(weight),),
    )
    return _Chosen(delimiter=None, reason="cannot be told", problem=problem)


def _uneven(usual: Sequence[Weight], lines: Sequence[str], file: str) -> _Chosen:
    """No delimiter cuts evenly: one column, unless a single one stands in most of the lines."""
    filled = [line for line in lines if line.strip()]
    often = [w for w in usual if _share(filled, w.delimiter) >= 0.6 and w.clean >= 0.8]
    tight = [w for w in often if not _is_prose(filled, w.delimiter)]
    if len(tight) == 1:
        reason = f"the only one that stands in most lines, though unevenly: {tight[0]}"
        remark = Problem(
            "weak_delimiter",
            f"the delimiter is taken to be {name_of(tight[0].delimiter)}, but the records are of"
            " different width",
            file,
            remedy="say --delimiter if it is another",
        )
        return _Chosen(delimiter=tight[0].delimiter, reason=reason, remark=remark)
    if len(tight) > 1:
        return _ambiguous(tight, file)
    reason = "one column: no delimiter cuts the lines evenly"
    return _Chosen(delimiter=None, reason=reason, problem=_fixed_width(filled, file))


def _fixed_width(filled: Sequence[str], file: str) -> Problem | None:
    """Cells that stand below each other, parted by spaces: one cell a line would lose them."""
    parted = sum(_PARTED.search(line) is not None for line in filled)
    if len(filled) < 3 or parted < 0.8 * len(filled):
        return None
    return Problem(
        "fixed_width",
        f"spaces part the cells in {parted} of {len(filled)} lines, as in columns of fixed width,"
        " which are not read",
        file,
        remedy="save it with ; or tab between the cells, or say --delimiter none to take each line"
        " as one cell",
    )


def _share(lines: Sequence[str], delimiter: str) -> float:
    return sum(delimiter in line for line in lines) / len(lines) if lines else 0.0


def _is_prose(lines: Sequence[str], delimiter: str) -> bool:
    """Mostly a comma or semicolon with a space behind it, as between words."""
    text = "".join(lines)
    return text.count(delimiter + " ") > text.count(delimiter) / 2
