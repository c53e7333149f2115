"""The watch itself: a request that leaves the machine and an error do not go unseen."""

import pytest

from tests.browser.watching import Visitor, Watch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["http://example.org/", "https://192.0.2.1/"])
def test_a_request_to_another_machine_is_counted_and_goes_nowhere(
    visitor: Visitor, watch: Watch, address: str
) -> None:
    answered = visitor.page.evaluate(
        "(address) => fetch(address, { mode: 'no-cors' }).then(() => true, () => false)", address
    )
    foreign, _ = watch.verdict()
    assert (answered, foreign) == (False, [address])


def test_an_uncaught_error_is_noticed(visitor: Visitor, watch: Watch) -> None:
    with visitor.page.expect_event("pageerror"):
        visitor.page.evaluate("() => { setTimeout(() => { throw new Error('broken'); }, 0); }")
    _, errors = watch.verdict()
    assert any("broken" in error for error in errors)
