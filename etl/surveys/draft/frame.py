"""`[frame]` of a draft: asked, since no export tells who did not answer.

After an earlier round the shape of its file is taken over, never its name or its numbers: those
who are invited are others each time.
"""

import re
from collections.abc import Mapping

import tomlkit

from etl.inspection.option_words import words_of
from etl.inspection.options_toml import with_options
from etl.sources.draft_text import Lines, key, plain, quoted
from etl.surveys.draft.model import Draft
from etl.surveys.instrument.parts import Parts
from etl.surveys.model import FrameDeclaration, Role
from warehouse.members import ALL


def frame_lines(lines: Lines, draft: Draft, before: Parts | None) -> None:
    """Left out where it is not known: then there is no response rate."""
    if before is not None and before.frame is not None and before.frame.file:
        _file_again(lines, before.frame, before)
        return
    told = [role for role in (Role.ORGANISATION, Role.PROGRAMME, Role.SEX) if role in draft.columns]
    lines.blank()
    lines.question(
        "how many were invited? Fill in the frame, or take it out: then no response rate is shown.",
        "A [[frame.stratum]] for each group that the invited are known by (members may name "
        f"{', '.join(told) or 'nothing'}), or a file beside the export: docs/surveys.md.",
    )
    lines.raw("# [[frame.stratum]]", "# members = {}", "# invited = 100")


def _file_again(lines: Lines, frame: FrameDeclaration, before: Parts) -> None:
    lines.blank("[frame]")
    lines.asked(
        "file",
        "which file beside the export tells who were invited this time?",
        f"Last time it was '{plain(frame.file or '')}'. Without one take out all of [frame]: then "
        "no response rate is shown.",
    )
    if frame.kind:
        lines.word("kind", frame.kind)
    if frame.count:
        lines.word("count", frame.count)
    if frame.ineligible:
        lines.word("ineligible", frame.ineligible)
    lines.table("frame.columns", {role.value: column for role, column in frame.columns.items()})
    for role, members in frame.members.items():
        lines.table(f"frame.members.{role}", _as_words(role, members, before))
    if frame.only:
        lines.blank("[frame.only]")
        lines.raw(*(f"{key(name)} = {_list(cells)}" for name, cells in frame.only.items()))
    if words_of(frame.options):
        read = with_options(tomlkit.document(), frame.options)
        lines.raw("", *re.sub(r"(?m)^\[read", "[frame.read", read).splitlines())


def _as_words(role: Role, members: Mapping[str, str], before: Parts) -> dict[str, str]:
    """The total is written `all`; terms are others each time."""
    if role is Role.TERM:
        return dict.fromkeys(members, "")
    total = before.about.group if role is Role.PROGRAMME else None
    return {cell: ALL if member == total else member for cell, member in members.items()}


def _list(cells: tuple[str, ...]) -> str:
    return f"[{', '.join(map(quoted, cells))}]"
