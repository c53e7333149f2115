"""A release that is published while somebody reads: the next request shows it, no restart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.programs import run_module
from tests.browser.conftest import Enter, Running
from tests.etl.bundles import figure, user_file

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_next_request_shows_the_new_release(
    enter: Enter, start_server: Callable[[], Running], tmp_path: Path
) -> None:
    running = start_server()
    before = running.release.id
    visitor = enter(running.base)
    page = visitor.page
    visitor.go("/compare?region=skane")
    expect(page.locator("#footer")).to_contain_text(before)
    # Two regions of the year after: one alone is nothing to compare.
    rows = [figure(period="2023", region=region) for region in ("Skåne", "Uppsala")]
    later = user_file(tmp_path / "later.csv", *rows)
    run_module(["alf", "load", str(later)], running.home)
    after = running.release.id
    assert after != before
    page.locator("#to-gender").click()
    expect(page.locator("h1")).to_have_text("Jämställdhet")
    expect(page.locator("#footer")).to_contain_text(after)
    page.locator(".nav a").nth(1).click()
    expect(page.locator("#choice-period option[value='2023']")).to_have_count(1)
