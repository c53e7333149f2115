"""The field for a code at the foot of every page; the page that it leads to is `code_page.py`."""

from typing import Final

from dashboard import changed_words as words
from dashboard.elements import Element, element
from dashboard.state import DEFAULT_LANGUAGE, State

# Where the form leads, which then leads on to the page of the code.
OPEN_PATH: Final = "/code"
FIELD: Final = "code"


def open_code_form(state: State) -> Element:
    """Words, field and button, without any script."""
    language = state.language
    name = words.OPEN_CODE_FIELD.of(language)
    hidden = element("input", type="hidden", name="language", value=language)
    return element(
        "form",
        element("label", words.OPEN_CODE.of(language), htmlFor="open-code"),
        element(
            "input",
            id="open-code",
            name=FIELD,
            required=True,
            autoComplete="off",
            spellCheck=False,
            size=12,
            maxLength=40,
            placeholder="ABCD-EFGH",
            title=name,
        ),
        hidden if language != DEFAULT_LANGUAGE else None,
        element("button", words.OPEN.of(language), type="submit"),
        action=OPEN_PATH,
        method="get",
        className="open-code",
    )
