"""What a reader meets on a page, asked of the browser that shows it."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TEXT: Final = 12

_MARKS: Final = """(card) => document.querySelectorAll(
  `#${card} .scatterlayer .points path.point, #${card} .barlayer .points path`).length"""
_CELLS: Final = """(card) => [...document.querySelectorAll(`#${card} td[data-row]`)].map(
  (cell) => [cell.dataset.row, cell.dataset.column, cell.dataset.label, cell.innerText])"""
_TABLE: Final = """(card) => [...document.querySelectorAll(
    `#${card}-panel-table .table-scroll tbody tr`)].map((row) => [...row.cells].map((cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".hidden-visually").forEach((extra) => extra.remove());
      return copy.textContent;
    }))"""
_SMALL_TEXTS: Final = """(least) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest("script, style, noscript, title")) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < least) found.push(`${size} px: ${text}`);
  }
  return found;
}"""
_ALL_TEXT: Final = """() => {
  const walker = document.createTreeWalker(
    document.getElementById("react-entry-point"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found;
}"""
_OPEN_TABS: Final = """(tab) => document.querySelectorAll(`[role=tab][id$="-tab-${tab}"]`)
  .forEach((button) => button.click())"""
_SIDEWAYS: Final = """() => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
}"""
_SCAN: Final = """async (options) => (await axe.run(document, options)).violations.map(
  (one) => `${one.id} (${one.impact}): ` + one.nodes.slice(0, 4).map(
    (node) => node.target.join(" ") + " " + node.html.slice(0, 120)).join(" | "))"""


def marks(page: Page, card: str) -> int:
    """Points and bars drawn on the card's chart."""
    return int(page.evaluate(_MARKS, card))


def matrix_cells(page: Page, card: str) -> list[list[str]]:
    """Row, column, declared label and visible words of every cell."""
    return [list(map(str, cell)) for cell in page.evaluate(_CELLS, card)]


def table(page: Page, card: str) -> list[list[str]]:
    return [list(map(str, row)) for row in page.evaluate(_TABLE, card)]


def small_texts(page: Page) -> list[str]:
    return list(page.evaluate(_SMALL_TEXTS, SMALLEST_TEXT))


def all_texts(page: Page) -> list[str]:
    """Every piece of text, also what only a screen reader meets."""
    return list(page.evaluate(_ALL_TEXT))


def open_tabs(page: Page, tab: str) -> None:
    """Open this tab on every card that has it."""
    page.evaluate(_OPEN_TABS, tab)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate(_SIDEWAYS))


def accessibility_violations(page: Page, *rules: str) -> list[str]:
    """What axe finds: by all of its rules for WCAG 2.2 AA and good practice, or by these alone."""
    only: dict[str, Any] = {"type": "tag", "values": AXE_TAGS}
    if rules:
        only = {"type": "rule", "values": list(rules)}
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(_axe_script())
    return list(page.evaluate(_SCAN, {"runOnly": only, "resultTypes": ["violations"]}))


@cache
def _axe_script() -> str:
    return AXE.read_text(encoding="utf-8")
