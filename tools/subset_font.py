"""Remake the fonts and their table of character widths; run by hand, only when Inter changes.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools==4.68.0 brotli fontpkg-inter
    /tmp/fonts/bin/python tools/subset_font.py

What comes out is committed: dashboard/assets/fonts/ and dashboard/charts/font_metrics.json. The
files for print (PDF, PNG) are made of the web font, one for each weight that charts are set in.
"""

import json
import shutil
import string
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
FONT_FOLDER = ROOT / "dashboard" / "assets" / "fonts"
METRICS = ROOT / "dashboard" / "charts" / "font_metrics.json"

# The optical size is fixed at text size: one width per character, and half the file.
TEXT_OPTICAL_SIZE = 14
STYLES = {400: "Regular", 700: "Bold"}
WEIGHTS = tuple(STYLES)
# What "OS/2" and "head" call a bold font.
SELECTIONS = {400: 1 << 6, 700: 1 << 5}
MAC_STYLES = {400: 0, 700: 1}
# Tabular figures, kerning and the rest that a chart or a table can ask for. Small capitals,
# fractions and the like would only add weight.
FEATURES = ["calt", "case", "ccmp", "cv01", "cv05", "cv08", "kern", "liga", "locl", "mark", "mkmk"]
FEATURES += ["pnum", "ss01", "ss02", "ss03", "ss04", "subs", "sups", "tnum", "zero"]
CHARACTERS = [
    *range(0x0020, 0x007F),  # Basic Latin
    *range(0x00A0, 0x0180),  # Latin-1, Latin Extended-A
    *range(0x2010, 0x2016),  # hyphens, en dash, em dash
    *range(0x2018, 0x201F),  # quotation marks
    *(0x2009, 0x200A, 0x200B, 0x202F, 0x2060),  # thin, hair, zero and narrow no-break spaces
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A),
    *(0x2044, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x2195, 0x2196, 0x2197),
    *(0x2198, 0x2199, 0x2206, 0x2211, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    *(0x03B1, 0x03B2, 0x03BB, 0x03BC, 0x03C0, 0x03C3, 0x03C7),  # Greek letters of statistics
    *(0x25A0, 0x25B2, 0x25B3, 0x25BC, 0x25BD, 0x25CB, 0x25CF, 0x25C6, 0x25C7, 0x2713, 0x2715),
]


def open_inter() -> TTFont:
    """Inter with our characters and features, as one file for all weights from 400 to 700."""
    font = TTFont(str(files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf"))
    subset(font)
    return instantiateVariableFont(font, {"opsz": TEXT_OPTICAL_SIZE, "wght": (400, 400, 700)})


def subset(font: TTFont) -> None:
    options = Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 5, 13, 14], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)


def write_font(font: TTFont) -> None:
    FONT_FOLDER.mkdir(parents=True, exist_ok=True)
    font.flavor = "woff2"
    font.save(FONT_FOLDER / "inter-latin-variable.woff2")
    shutil.copyfile(str(files("fontpkg_inter") / "LICENSE"), FONT_FOLDER / "OFL.txt")


def at_weight(weight: int) -> TTFont:
    return instantiateVariableFont(open_inter(), {"wght": weight})


def advance_widths(font: TTFont) -> dict[str, int]:
    """Width of each character in thousandths of the font size, kerning left out."""
    names = font.getBestCmap()
    present = [code for code in sorted(CHARACTERS) if code in names]
    return {chr(code): in_thousandths(font, font["hmtx"][names[code]][0]) for code in present}


def in_thousandths(font: TTFont, value: int) -> int:
    units_per_em: int = font["head"].unitsPerEm
    return round(value * 1000 / units_per_em)


def write_metrics() -> None:
    weights = {str(weight): at_weight(weight) for weight in WEIGHTS}
    regular = weights["400"]
    table = {
        "family": "Inter",
        "units_per_em": 1000,
        "ascender": in_thousandths(regular, regular["hhea"].ascent),
        "descender": in_thousandths(regular, regular["hhea"].descent),
        "cap_height": in_thousandths(regular, regular["OS/2"].sCapHeight),
        "x_height": in_thousandths(regular, regular["OS/2"].sxHeight),
        "tabular_figure": {
            weight: in_thousandths(font, font["hmtx"]["zero.tf"][0])
            for weight, font in weights.items()
        },
        "advance": {weight: advance_widths(font) for weight, font in weights.items()},
    }
    METRICS.parent.mkdir(parents=True, exist_ok=True)
    METRICS.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_print_fonts() -> None:
    """TTF files for typesetters, which read neither WOFF2 nor what a style sheet wishes of figures.

    So their figures are the tabular ones from the start: the same that `text_width` measures.
    """
    for weight, style in STYLES.items():
        font = TTFont(FONT_FOLDER / "inter-latin-variable.woff2", recalcTimestamp=False)
        font = instantiateVariableFont(font, {"wght": weight})
        font.flavor = None
        name_style(font, weight, style)
        make_figures_tabular(font)
        font.save(FONT_FOLDER / f"inter-latin-{weight}.ttf")


def name_style(font: TTFont, weight: int, style: str) -> None:
    """The names and numbers by which a typesetter finds the weight."""
    for number, name in {1: "Inter", 2: style, 4: f"Inter {style}", 6: f"Inter-{style}"}.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = SELECTIONS[weight]
    font["head"].macStyle = MAC_STYLES[weight]


def make_figures_tabular(font: TTFont) -> None:
    """Figures alone: the feature has wide points and spaces too, which spoil a sentence."""
    tabular = substitutes(font, "tnum")
    figures = {ord(figure) for figure in string.digits}
    for table in font["cmap"].tables:
        table.cmap = {
            code: tabular.get(glyph, glyph) if code in figures else glyph
            for code, glyph in table.cmap.items()
        }


def substitutes(font: TTFont, feature: str) -> dict[str, str]:
    """The glyphs that a feature puts in place of others."""
    table = font["GSUB"].table
    indices = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    return {
        glyph: other
        for index in indices
        for part in table.LookupList.Lookup[index].SubTable
        for glyph, other in getattr(part, "ExtSubTable", part).mapping.items()
    }


def main() -> None:
    write_metrics()
    write_font(open_inter())
    write_print_fonts()


if __name__ == "__main__":
    main()
