"""What an SVG of ours shows, mark by mark: for the test that compares backends.

Not for pictures of others.
"""

from collections.abc import Mapping
from xml.etree import ElementTree

from dashboard.charts.grammar import Shown


def shown_by(drawn: str) -> list[Shown]:
    """In the order of the chart, whatever the order in which its marks were drawn."""
    root = ElementTree.fromstring(drawn)  # noqa: S314 - written by ourselves
    groups = [group for group in root.iter() if "data-order" in group.attrib]
    groups.sort(key=lambda group: [int(part) for part in group.attrib["data-order"].split()])
    return [
        _read(mark.attrib)
        for group in groups
        for mark in group.iter()
        if "data-category" in mark.attrib
    ]


def _read(said: Mapping[str, str]) -> Shown:
    def figure(name: str) -> float | None:
        return float(said[name]) if name in said else None

    return Shown(
        panel=said["data-panel"], series=said["data-series"], category=said["data-category"],
        value=figure("data-value"), low=figure("data-low"), high=figure("data-high"),
        label=said["data-label"], status=said["data-status"],
    )  # fmt: skip
