"""Numbers written as text: their grammar, the style of a column, and their values.

A number is read in one declared style only. Where the cells of a column allow two readings,
none is chosen here: the answer is `Ambiguous`, with the cells that speak for each.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from etl.readers.model import NumberStyle

SPACES: Final = "\u00a0\u202f\u2009\u2007\u2008\u200a\t"
_QUALIFIER: Final = r"~|≈|ca\.?|c:a|cirka|about|approx\.|<=|≤|>=|≥|<|>"
_CURRENCY: Final = r"[£€$]|kr\.?|[tm]kr|mnkr|sek|nok|dkk|eur|gbp|usd"
# The groups: qualifier, opening parenthesis, sign, currency, sign, digits, exponent, sign,
# currency or per cent, closing parenthesis. polars' and Python's regular expressions agree here.
NUMBER: Final = (
    rf"(?i)^(?P<qualifier>{_QUALIFIER})? ?(?P<opening>\()?(?P<sign>[-+–])? ?"
    rf"(?P<currency>{_CURRENCY})? ?(?P<inner>[-+])?"
    r"(?P<digits>[0-9](?:[0-9 .,']*[0-9])?|[.,][0-9]+)(?P<exponent>e[-+]?[0-9]{1,3})?"
    rf"(?P<trailing>-)? ?(?P<unit>%|{_CURRENCY})?(?P<closing>\))?$"
)
SIMPLE: Final = r"^-?[0-9]+(?:[.,][0-9]+)?$"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """No single style is proved; `cells` are some that speak for different ones."""

    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proved:
    """A style, and why."""

    style: NumberStyle
    reason: str


@dataclass(slots=True)
class Evidence:
    """What the cells of one column say: an example cell for each claim."""

    decimal: dict[str, str] = field(default_factory=dict)
    thousands: dict[str, str] = field(default_factory=dict)
    either: dict[str, str] = field(default_factory=dict)
    largest_plain: float = 0


def trimmed(cells: pl.Series) -> pl.Series:
    """The text without space around it, every kind of space, apostrophe and minus made one."""
    text = cells.str.strip_chars()
    if text.str.contains(f"[{SPACES}’−]").any():
        text = text.str.replace_all(f"[{SPACES}]", " ").str.replace_all("’", "'", literal=True)
        text = text.str.replace_all("−", "-", literal=True)
    return text


def trimmed_text(text: str) -> str:
    """The same for a single cell."""
    return re.sub(f"[{SPACES}]", " ", text.strip()).replace("’", "'").replace("−", "-")


def parts(text: pl.Series) -> pl.DataFrame:
    """What trimmed text consists of; `digits` is null where it is no number in any style."""
    frame = pl.DataFrame({"text": text})
    groups = pl.col("text").str.extract_groups(NUMBER)
    split = frame.with_columns(groups.alias("groups")).unnest("groups")
    is_closed = pl.col("opening").is_null() == pl.col("closing").is_null()
    signs = pl.sum_horizontal(
        pl.col(name).is_not_null().cast(pl.Int8)
        for name in ("sign", "inner", "trailing", "opening")
    )
    is_one = is_closed & (signs <= 1)
    digits = pl.when(is_one & pl.col("digits").str.contains(VALID)).then(pl.col("digits"))
    return split.with_columns(digits.alias("digits"))


def _grouped(separator: str) -> str:
    return rf"[0-9]{{1,3}}(?:{re.escape(separator)}[0-9]{{3}})+"


# Every way to write digits that is right in at least one style.
VALID: Final = (
    r"^(?:[0-9]*[.,]?[0-9]+|"
    + "|".join(
        rf"{_grouped(separator)}(?:[{''.join({'.', ','} - {separator})}][0-9]+)?"
        for separator in (" ", "'", ".", ",")
    )
    + ")$"
)


def pattern(style: NumberStyle) -> str:
    """The regular expression of digits in a style."""
    groups = f"|{_grouped(style.thousands)}" if style.thousands else ""
    decimal = re.escape(style.decimal)
    if not decimal:
        return rf"^(?:[0-9]+{groups})$"
    return rf"^(?:(?:[0-9]+{groups})(?:{decimal}[0-9]+)?|{decimal}[0-9]+)$"


def _claims() -> Sequence[tuple[str, str, str]]:
    """(kind of claim, separator, pattern), the frequent ones first; each digit text has one."""
    claims = []
    for mark, other in ((".", ","), (",", ".")):
        point = re.escape(mark)
        proved = (
            rf"(?:0[0-9]*)?{point}[0-9]+|[0-9]+{point}(?:[0-9]{{1,2}}|[0-9]{{4,}})"
            rf"|[0-9]{{4,}}{point}[0-9]{{3}}"
        )
        claims.append(("decimal", mark, f"^(?:{proved})$"))
        claims.append(("either", mark, rf"^[1-9][0-9]{{0,2}}{point}[0-9]{{3}}$"))
        claims.append(("thousands", mark, rf"^[0-9]{{1,3}}(?:{point}[0-9]{{3}}){{2,}}$"))
        claims.append(("both", mark + other, rf"^{_grouped(other)}{point}[0-9]+$"))
    for mark in (" ", "'"):
        claims.append(("thousands", mark, rf"^{_grouped(mark)}$"))
        claims.extend(
            ("both", f"{point}{mark}", rf"^{_grouped(mark)}{re.escape(point)}[0-9]+$")
            for point in ".,"
        )
    return claims


CLAIMS: Final = tuple(_claims())


def evidence(digits: pl.Series) -> Evidence:
    """What digit texts (distinct, valid in some style) say about decimal and thousands signs."""
    found = Evidence()
    is_plain = digits.str.contains("^[0-9]+$")
    # Clipped since 400 digits are more than any float holds.
    plain = digits.filter(is_plain).cast(pl.Float64).clip(upper_bound=2**53)
    found.largest_plain = max(map(int, plain.top_k(1)), default=0)
    rest = digits.filter(~is_plain)
    for kind, marks, claim in CLAIMS:
        if rest.is_empty():
            break
        matches = rest.str.contains(claim)
        if matches.any():
            _note(found, kind, marks, rest.filter(matches)[0])
            rest = rest.filter(~matches)
    return found


def _note(found: Evidence, kind: str, marks: str, cell: str) -> None:
    if kind in ("decimal", "both"):
        found.decimal.setdefault(marks[0], cell)
    if kind in ("thousands", "both"):
        found.thousands.setdefault(marks[-1], cell)
    if kind == "either":
        found.either.setdefault(marks, cell)


def style_of(
    found: Evidence, decimal: str | None = None, thousands: str | None = None
) -> Proved | Ambiguous:
    """The one style that all cells have, or why there is none."""
    contradiction = _contradiction(found)
    if contradiction is not None:
        return contradiction
    if found.either and not found.decimal.keys() & found.either.keys():
        return _three_digits(found, decimal)
    mark = _decimal(found, decimal)
    grouping = next(iter(found.thousands), thousands or "")
    return Proved(
        NumberStyle(decimal=mark, thousands="" if grouping == mark else grouping),
        _because(found),
    )


def told_style(found: Evidence, decimal: str | None, thousands: str | None) -> Proved:
    """The style that was told; a part of it that was not told follows from the cells."""
    if decimal is None:
        left = {**found.decimal, **found.either}.keys() - {thousands}
        decimal = next(iter(left)) if len(left) == 1 else "," if thousands == "." else "."
    if thousands is None:
        groups = {**found.thousands, **found.either}.keys() - {decimal}
        thousands = next(iter(groups)) if len(groups) == 1 else ""
    return Proved(NumberStyle(decimal=decimal, thousands=_one_space(thousands)), "told")


def _one_space(mark: str) -> str:
    return " " if mark and mark in SPACES else "'" if mark == "’" else mark


def is_written(text: pl.Series, style: NumberStyle | None) -> pl.Series:
    """For each trimmed text whether it is a number in a style, or in any where it is None."""
    digits = parts(text)["digits"]
    is_number = digits.is_not_null() if style is None else digits.str.contains(pattern(style))
    return is_number.fill_null(value=False)


def _decimal(found: Evidence, decimal: str | None) -> str:
    """The proved decimal sign; else the one that the thousands leave; else the file's own."""
    if found.decimal:
        return next(iter(found.decimal))
    if "." in found.thousands:
        return ","
    if "," in found.thousands:
        return "."
    return decimal or ""


def _because(found: Evidence) -> str:
    said = [f"cells prove {_named(mark)} before decimals" for mark in found.decimal]
    said += [f"cells prove {_named(mark)} between groups of three" for mark in found.thousands]
    return "; ".join(said) or "digits only"


def _named(mark: str) -> str:
    return "a space" if mark == " " else f"'{mark}'"


def _contradiction(found: Evidence) -> Ambiguous | None:
    decimals, groups = found.decimal, found.thousands
    if len(decimals) > 1:
        return Ambiguous("some cells prove '.' before decimals, others ','", _examples(decimals))
    if len(groups) > 1:
        named = " and ".join(map(_named, groups))
        return Ambiguous(f"groups of three are separated by {named}", _examples(groups))
    if decimals.keys() & groups.keys():
        reason = "the same sign stands before decimals and between groups of three"
        return Ambiguous(reason, _examples(decimals) + _examples(groups))
    if decimals and found.either.keys() - decimals.keys() - groups.keys():
        reason = "one sign stands before decimals, the other before three digits that may be either"
        return Ambiguous(reason, _examples(decimals) + _examples(found.either))
    if len(found.either) > 1 and not decimals and not groups:
        reason = "both '.' and ',' stand before three digits, and no cell proves either"
        return Ambiguous(reason, _examples(found.either))
    return None


def _three_digits(found: Evidence, decimal: str | None) -> Proved | Ambiguous:
    """The only separators stand before exactly three digits."""
    mark = next(iter(found.either))
    other = "," if mark == "." else "."
    if mark in found.thousands:
        reason = f"cells prove {_named(mark)} between groups of three"
        return Proved(NumberStyle(decimal=other, thousands=mark), reason)
    if other in found.thousands:
        reason = f"{_named(other)} separates groups of three, so {_named(mark)} is before decimals"
        return Proved(NumberStyle(decimal=mark, thousands=other), reason)
    grouping = next(iter(found.thousands), "")
    if not grouping and 100 <= found.largest_plain < 1000:
        if decimal == mark:
            reason = (
                f"{_named(mark)} stands before decimals in the other columns, but here it looks "
                "like thousands: every number without it is below 1000"
            )
            return Ambiguous(reason, _examples(found.either))
        reason = (
            f"{_named(mark)} always stands before three digits, and every number without it is "
            "below 1000"
        )
        return Proved(NumberStyle(decimal=other, thousands=mark), reason)
    if decimal is not None:
        reason = f"every column of the file that proves it has {_named(decimal)} before decimals"
        return Proved(
            NumberStyle(decimal=decimal, thousands=grouping if decimal == mark else mark), reason
        )
    reason = f"{_named(mark)} always stands before three digits: decimals or thousands"
    return Ambiguous(reason, _examples(found.either))


def _examples(claims: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(claims.values())
