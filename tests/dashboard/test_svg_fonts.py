"""The fonts for print are those of the page, made of its own file, with figures as measured."""

import json
import string
from pathlib import Path
from typing import Any, Final

import pytest
from fontTools.ttLib import TTFont

from dashboard.charts import metrics
from dashboard.exports.fonts import FAMILY, FILES, FOLDER
from tools import subset_font

TABLE: Final[dict[str, Any]] = json.loads(
    (Path(metrics.__file__).parent / "font_metrics.json").read_text("utf-8")
)
WEIGHTS: Final = list(zip(("400", "700"), FILES, strict=True))


def advances(path: Path) -> dict[str, float]:
    font = TTFont(path)
    widths, per_em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(c): 1000 * widths[g][0] / per_em for c, g in font.getBestCmap().items()}


@pytest.mark.parametrize(("weight", "path"), WEIGHTS)
class TestEachWeight:
    def test_letters_are_as_wide_as_measured(self, weight: str, path: Path) -> None:
        found = advances(path)
        for letter, width in TABLE["advance"][weight].items():
            if letter not in string.digits:
                assert found[letter] == pytest.approx(width, abs=0.6)

    def test_figures_are_tabular(self, weight: str, path: Path) -> None:
        found = advances(path)
        for figure in string.digits:
            assert found[figure] == pytest.approx(TABLE["tabular_figure"][weight], abs=0.6)

    def test_a_typesetter_finds_it_by_name_and_weight(self, weight: str, path: Path) -> None:
        font = TTFont(path)
        assert font["name"].getDebugName(1) == FAMILY
        assert font["name"].getDebugName(2) == {"400": "Regular", "700": "Bold"}[weight]
        assert font["OS/2"].usWeightClass == int(weight)
        assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_they_are_small() -> None:
    assert all(path.stat().st_size < 150_000 for path in FILES)


def test_they_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inter-latin-variable.woff2").write_bytes(
        (FOLDER / "inter-latin-variable.woff2").read_bytes()
    )
    monkeypatch.setattr(subset_font, "FONT_FOLDER", tmp_path)
    subset_font.write_print_fonts()
    for path in FILES:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_font_without_the_feature_is_left_as_it_is() -> None:
    font = TTFont(FILES[0])
    assert subset_font.substitutes(font, "none") == {}
