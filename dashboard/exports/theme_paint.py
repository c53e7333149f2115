"""What each meaning is painted with on a template: names of its theme, so that it is at home.

A colour is taken as it is where marks of it can be seen (3:1) or texts be read (4.5:1) on the
template's background; else it is made darker or lighter, else the next colour of the theme takes
its place. Own region, women and men never look alike. Not for what a colour looks like: that is
`theme_hues.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Paint
from dashboard.exports.theme_hues import Hue, apart

_BLACK: Final = "#000000"
# Darker grounds leave letters of 4.5:1 nothing but black and nearly black.
_PALE: Final = 0.5
_SEEN: Final = 3.0
_READ: Final = 4.5
_STEPS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
# Two colours this far apart on the circle are told apart; nearer ones by how light they are.
_TURN: Final = 35
_LIGHTER: Final = 1.6
# Where red stands on the circle, from purple red to orange red.
_REDS: Final = (315.0, 20.0)


def paint_for(colours: Mapping[str, str], background: Hue) -> Paint:
    """`colours` by their names on slides: tx1, bg1, tx2, bg2 and accent1 to accent6."""
    ink = _best_ink(colours, background)
    own = _own(colours, background)
    women, men = _two(colours, background, own)
    second = _second(colours, background, own)
    emphasis = {
        Emphasis.OWN: own,
        Emphasis.FIRST: own,
        Emphasis.REGION: _grey(colours, background, ink),
        Emphasis.NATION: ink,
        Emphasis.WOMEN: women,
        Emphasis.MEN: men,
        Emphasis.SECOND: second,
        Emphasis.THIRD: _towards(ink, background, 7.0),
        Emphasis.WARNING: _warning(colours, background),
    }
    return Paint(
        emphasis={meaning: hue.xml for meaning, hue in emphasis.items()},
        ink=ink.xml,
        soft=_soft(ink, background).xml,
        hairline=_tinted(background, 1.25).xml,
        band=_band(second, background).xml,
        card=background.xml,
    )


def own_ground(paint: Paint) -> str:
    """Of what lies under one's own row of a table: its colour, hardly there, on any background."""
    name = paint.emphasis[Emphasis.OWN].removeprefix("<").split(" ", maxsplit=1)[0]
    opened = paint.emphasis[Emphasis.OWN].removesuffix("/>").removesuffix(f"</{name}>")
    end = "" if opened.endswith(">") else ">"
    return f'{opened}{end}<a:alpha val="10000"/></{name}>'


def against(hue: Hue, background: Hue) -> float:
    return theme.contrast(hue.seen, background.seen)


def is_light(background: Hue) -> bool:
    return theme.luminance(background.seen) > 0.18


def holds_charts(background: Hue) -> bool:
    """Whether it is so pale that colours which can be read on it still differ from each other."""
    return theme.luminance(background.seen) >= _PALE


def _best_ink(colours: Mapping[str, str], background: Hue) -> Hue:
    """The template's own text colour where it can be read, else whichever reads best."""
    named = [Hue(name, colours[name]) for name in ("tx1", "bg1", "tx2", "bg2") if name in colours]
    readable = [hue for hue in named if against(hue, background) >= 7]
    return readable[0] if readable else _plainest(background, named)


def _plainest(background: Hue, named: Sequence[Hue] = ()) -> Hue:
    """What reads best of our own ink and white; on grounds of middling light only black does."""
    plain = [Hue("", theme.INK), Hue("", theme.CARD), *named, Hue("", _BLACK)]
    readable = (hue for hue in plain if against(hue, background) >= _READ)
    return next(readable, max(plain, key=lambda hue: against(hue, background)))


def _accents(colours: Mapping[str, str], order: Iterable[int]) -> list[Hue]:
    names = [f"accent{number}" for number in order]
    return [Hue(name, colours[name]) for name in names if name in colours]


def _versions(hue: Hue, background: Hue) -> Iterator[Hue]:
    """The colour as it is, then ever further from the background."""
    for step in _STEPS:
        added = 0.0 if is_light(background) else 1 - step
        yield Hue(hue.name, hue.base, step, round(added, 2))


def _seen(hue: Hue, background: Hue, ratio: float) -> Hue | None:
    return next((v for v in _versions(hue, background) if against(v, background) >= ratio), None)


def _ours(colour: str, background: Hue, ratio: float) -> Hue:
    """A colour of the page, as light as this background needs it."""
    steps = [Hue("", colour, 1 - step / 20, step / 20) for step in range(20)]
    if is_light(background):
        steps = [Hue("", colour, 1 - step / 20) for step in range(20)]
    readable = (hue for hue in steps if against(hue, background) >= ratio)
    return next(readable, _plainest(background))


def _own(colours: Mapping[str, str], background: Hue) -> Hue:
    accents = _accents(colours, (1, 2, 5, 4, 6, 3))
    found = (_seen(hue, background, _READ) for hue in accents if not hue.is_grey)
    return next((hue for hue in found if hue), _ours(theme.OWN, background, _READ))


def _differ(one: Hue, other: Hue) -> bool:
    if one.is_grey or other.is_grey:
        return False
    return apart(one, other) >= _TURN or theme.contrast(one.seen, other.seen) >= _LIGHTER


def _two(colours: Mapping[str, str], background: Hue, own: Hue) -> tuple[Hue, Hue]:
    accents = _accents(colours, (4, 5, 2, 6, 3, 1))
    seen = [found for hue in accents if (found := _seen(hue, background, _READ))]
    free = [hue for hue in seen if _differ(hue, own)]
    pairs = (pair for pair in combinations(free, 2) if apart(*pair) >= _TURN)
    women = _ours(theme.EMPHASIS[Emphasis.WOMEN], background, _READ)
    return next(pairs, (women, _ours(theme.EMPHASIS[Emphasis.MEN], background, _READ)))


def _second(colours: Mapping[str, str], background: Hue, own: Hue) -> Hue:
    accents = _accents(colours, (2, 4, 5, 6, 3))
    seen = [found for hue in accents if (found := _seen(hue, background, _SEEN))]
    ours = _ours(theme.EMPHASIS[Emphasis.SECOND], background, _SEEN)
    return next((hue for hue in seen if _differ(hue, own)), ours)


def _grey(colours: Mapping[str, str], background: Hue, ink: Hue) -> Hue:
    """Grey for the regions that are not one's own: a grey of the theme, or the ink thinned."""
    greys = (hue for hue in _accents(colours, range(1, 7)) if hue.is_grey)
    fitting = (hue for hue in greys if _SEEN <= against(hue, background) <= 6)
    thin = _towards(ink, background, 3.4)
    return next(fitting, thin if thin.is_grey else _ours(theme.REGION, background, _SEEN))


def _towards(ink: Hue, background: Hue, ratio: float) -> Hue:
    """The ink thinned towards the background until it has little more than this contrast."""
    lighter = is_light(background)
    steps = [
        Hue(ink.name, ink.base, round(1 - part / 20, 2), round(part / 20, 2) if lighter else 0.0)
        for part in range(19)
    ]
    readable = [hue for hue in steps if against(hue, background) >= ratio]
    return readable[-1] if readable else ink


def _soft(ink: Hue, background: Hue) -> Hue:
    """The ink thinned, as long as it can be read; of a coloured ink our own grey."""
    thin = _towards(ink, background, 5.2)
    return thin if thin.is_grey else _ours(theme.SOFT, background, 5.2)


def _warning(colours: Mapping[str, str], background: Hue) -> Hue:
    """A red of the theme; a theme without one gets ours, for red is what warns."""
    reds = [hue for hue in _accents(colours, (6, 2, 1, 3, 4, 5)) if _is_red(hue)]
    seen = (_seen(hue, background, _READ) for hue in reds)
    return next((hue for hue in seen if hue), _ours(theme.WARNING, background, _READ))


def _is_red(hue: Hue) -> bool:
    low, high = _REDS
    return not hue.is_grey and (hue.turn >= low or hue.turn <= high)


def _tinted(background: Hue, ratio: float) -> Hue:
    """The background, a little darker or lighter: for hairlines."""
    parts = [part / 50 for part in range(1, 40)]
    steps = [_step_from(background, part) for part in parts]
    return next((hue for hue in steps if against(hue, background) >= ratio), steps[-1])


def _step_from(background: Hue, part: float) -> Hue:
    kept, added = background.kept, background.added
    if is_light(background):
        return Hue(background.name, background.base, round(kept * (1 - part), 4), added)
    return Hue(
        background.name, background.base,
        round(kept * (1 - part), 4), round(added * (1 - part) + part, 4),
    )  # fmt: skip


def _band(second: Hue, background: Hue) -> Hue:
    """So faint a tint that everything on it can be read."""
    if not is_light(background):
        return _tinted(background, 1.25)
    tints: Sequence[Hue] = [Hue(second.name, second.base, step / 50, 1 - step / 50)
                            for step in range(2, 25)]  # fmt: skip
    return next((hue for hue in tints if against(hue, background) >= 1.07), tints[-1])
