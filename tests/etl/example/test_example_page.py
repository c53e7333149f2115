"""docs/example.md is what the truths of the example say."""

from etl.example import truths
from etl.example.page import PAGE, example_page
from warehouse.regions import REGIONS


def test_the_page_is_what_the_truths_say() -> None:
    message = "docs/example.md is old: run `python -m etl.example.page`"
    assert PAGE.read_text("utf-8") == example_page(), message


def test_nothing_that_is_true_is_left_out() -> None:
    page = example_page()
    for code, question in truths.QUESTIONS.items():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{code}` |")]
        assert f"| {question.wording.en} |" in line
        assert f"| {100 * question.share:.0f} % |" in line
        assert line.endswith(f"| {question.since} |")
    for trend in truths.TRENDS:
        assert f"in {REGIONS[trend.region].short.en} goes evenly" in page
    for name, circle in truths.CIRCLES.items():
        assert f"| {name} | {circle.invited} |" in page
    for region, size in truths.SIZES.items():
        assert f"| {REGIONS[region].short.en} | {size:g} |" in page
    outlier = f"`{truths.OUTLIER.question}` from {truths.OUTLIER.since} on"
    assert f"have {100 * truths.OUTLIER.share:.0f} % in {outlier}" in page
    assert f"from {truths.METHOD_BREAK.year} on students are asked in another way" in page
    assert f"`{truths.REWORDED.question}` reads otherwise from {truths.REWORDED.since}" in page
