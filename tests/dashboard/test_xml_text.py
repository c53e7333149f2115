"""Whatever a text holds that XML can hold, an XML reader that is not ours gets it back."""

from xml.sax.saxutils import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.xml_text import escaped, quoted, writable

ANY_TEXT = st.text(
    st.characters(codec=None, categories=None) | st.sampled_from("<>&\"'\x00\ud800\ufffe")
)


@given(ANY_TEXT)
def test_a_text_comes_back(text: str) -> None:
    root = etree.fromstring(f"<a b={quoted(text)}>{escaped(text)}</a>".encode())
    # XML reads every end of line as one line feed.
    lines = writable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (root.text or "") == lines
    assert root.get("b") == writable(text)


@given(ANY_TEXT)
def test_nothing_is_lost_that_xml_can_hold(text: str) -> None:
    kept = writable(text)
    lost = set(text) - set(kept) - {"\ufffe", "\uffff"}
    assert all(
        ord(one) < 32 or 0xD800 <= ord(one) < 0xE000 or one in "\ufffe\uffff" for one in lost
    )
    assert unescape(escaped(text)) == kept
