"""A first instrument for an export, with questions where nobody can know.

It only proposes: `parse_instrument` refuses a draft as long as one of its questions stands. The
labels of answers and the names of units are written into it, open text and respondents never are.
"""

from etl.readers.content import Content
from etl.readers.options import NO_OPTIONS, Options
from etl.surveys.draft.like import carried_over
from etl.surveys.draft.long import as_wide
from etl.surveys.draft.proposal import proposal
from etl.surveys.draft.table import opened
from etl.surveys.draft.writing import written
from etl.surveys.instrument.parts import Parts


def draft(content: Content, options: Options = NO_OPTIONS, like: Parts | None = None) -> str:
    """The text of `FILE.alf.toml`; `like` is the instrument of an earlier round of the series.

    Raises InputRefused where the export cannot be read.
    """
    export = as_wide(opened(content, options))
    proposed = proposal(export) if like is None else carried_over(export, like)
    return written(proposed, like, options, content.name)
