"""What can only be seen of a whole instrument: parts that contradict each other."""

from etl.sources.keys import Keys
from etl.surveys.instrument.columns import MEMBER_ROLES
from etl.surveys.instrument.parts import Parts
from etl.surveys.instrument.words import twice
from etl.surveys.model import Role, Shape
from warehouse.organisations import ORGANISATIONS


def check_whole(keys: Keys, parts: Parts) -> None:
    _check_region(keys, parts)
    _check_members(keys, parts)
    _check_roles(keys, parts)
    _check_days(keys, parts)
    _check_items(keys, parts)
    _check_columns(keys, parts)
    _check_organisations(keys, parts)


def _survey(keys: Keys, key: str, message: str) -> None:
    keys.faults.add(("survey", key), message)


def _check_region(keys: Keys, parts: Parts) -> None:
    by_column = Role.REGION in parts.columns
    is_said = "region" in keys.child_or_empty("survey")
    if by_column and is_said:
        _survey(keys, "region", "is said here and in [columns]: keep one of them")
    elif not by_column and not is_said:
        _survey(keys, "region", "is missing: the region, or a column of regions in [columns]")


def _check_members(keys: Keys, parts: Parts) -> None:
    """A column of members has a list of them, and a list has its column."""
    for role in MEMBER_ROLES:
        if role in parts.columns and role not in parts.members:
            message = f"'{role}' needs its spellings: [members.{role}]"
            keys.faults.add(("columns", role.value), message)
        if role in parts.members and role not in parts.columns:
            keys.faults.add(("members", role.value), f"has no column: `{role}` in [columns]")
    has_units = bool(parts.about.units) or "unit" in keys.child_or_empty("survey")
    if (Role.ORGANISATION in parts.columns) != has_units:
        said = "says what organisations are, but there is no column of them: take it out"
        missing = "is missing: what the organisations are, as unit or hospital"
        _survey(keys, "unit", said if has_units else missing)


def _check_roles(keys: Keys, parts: Parts) -> None:
    is_long = parts.export.shape is Shape.LONG
    for role in (Role.QUESTION, Role.ANSWER):
        if is_long and role not in parts.columns:
            keys.faults.add(("columns", role.value), 'is missing: the shape is "long"')
        if role in parts.columns and not is_long:
            keys.faults.add(("columns", role.value), 'only an export of the shape "long" has it')
    has_respondent = Role.RESPONDENT in parts.columns
    if is_long and not has_respondent:
        message = "is missing: it says which rows are one person's"
        keys.faults.add(("columns", "respondent"), message)
    is_said = "duplicates" in keys.child_or_empty("survey")
    if has_respondent and not is_said:
        message = "is missing: which answer counts where one respondent answered several times"
        _survey(keys, "duplicates", message)
    elif is_said and not has_respondent:
        message = "cannot be seen without a column of respondents in [columns]: take it out"
        _survey(keys, "duplicates", message)


def _check_days(keys: Keys, parts: Parts) -> None:
    about = parts.about
    if about.opened and about.closed and about.closed < about.opened:
        _survey(keys, "closed", "lies before the survey opened")
    last = about.closed or about.opened
    if about.keep_until and last and about.keep_until <= last:
        _survey(keys, "keep_until", "must lie after the survey closed")
    for key, given in (("opened", about.opened), ("closed", about.closed)):
        if given and Role.SUBMITTED not in parts.columns:
            message = "needs the column `submitted` in [columns]: without it nobody can tell"
            _survey(keys, key, message)


def _check_items(keys: Keys, parts: Parts) -> None:
    if not parts.items and "item" not in keys:
        keys.faults.add(("item",), "is missing: [[item]], once for each question")
    asked = parts.about.minimum_answered
    if not 1 <= asked <= max(len(parts.items), 1) and "minimum_answered" in keys.child_or_empty(
        "survey"
    ):
        _survey(keys, "minimum_answered", f"must lie between 1 and {len(parts.items)}, the items")
    for at, theme in enumerate(parts.themes):
        count = sum(one.item.theme == theme.code for one in parts.items)
        place = ("theme", at, "minimum_items")
        if count == 0:
            keys.faults.add(("theme", at), f"no item belongs to the theme '{theme.code}'")
        elif not 1 <= theme.minimum_items <= count:
            keys.faults.add(place, f"must lie between 1 and {count}, its items")
    used = {one.item.scale for one in parts.items}
    for at, scale in enumerate(parts.scales):
        if scale.scale.id not in used:
            keys.faults.add(("scale", at), f"no item has the scale '{scale.scale.id}'")


def _check_columns(keys: Keys, parts: Parts) -> None:
    """A column is one thing; only members may be read from one column twice, as unit and region."""
    single = [column for role, column in parts.columns.items() if role not in MEMBER_ROLES]
    members = {column for role, column in parts.columns.items() if role in MEMBER_ROLES}
    is_wide = parts.export.shape is Shape.WIDE
    items = [one.column.column for one in parts.items] if is_wide else []
    for column in twice([*single, *members, *dict.fromkeys(items), *dict.fromkeys(parts.ignored)]):
        if column:
            keys.faults.add(
                _place(column, parts), f"the column '{column}' is said to be two things"
            )
    for column in parts.tests:
        if column in parts.ignored:
            keys.faults.add(("tests", column), "is to be ignored too: take it out of [ignore]")
    for column in twice(parts.ignored):
        keys.faults.add(("ignore", "columns"), f"'{column}' stands twice")


def _place(column: str, parts: Parts) -> tuple[str | int, ...]:
    """The last place that names it."""
    if column in parts.ignored:
        return ("ignore", "columns", parts.ignored.index(column))
    for at, one in enumerate(parts.items):
        if one.column.column == column:
            return ("item", at, "column")
    return ("columns", next(role.value for role, name in parts.columns.items() if name == column))


def _check_organisations(keys: Keys, parts: Parts) -> None:
    codes = [one.code for one in parts.organisations]
    for at, one in enumerate(parts.organisations):
        place = ("organisation", at, "code")
        if one.code in ORGANISATIONS:
            keys.faults.add(place, f"'{one.code}' exists already: use it, or another code")
        elif one.code in twice(codes):
            keys.faults.add(place, f"'{one.code}' stands twice")
        elif one.code not in parts.told_apart(Role.ORGANISATION):
            keys.faults.add(place, f"'{one.code}' is named nowhere in this instrument")
