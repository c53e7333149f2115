"""A large survey as a platform gives it: windows-1252, semicolons, answers in words.

Made up by a seeded generator; for measuring only. The instrument beside it says what it means.
"""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

ITEMS: Final = 20
ORGANISATIONS: Final = 50
SEXES: Final = {"Kvinna": "women", "Man": "men", "Annat": "other"}
PROGRAMMES: Final = {
    "Läkarprogrammet": "medical_students",
    "Sjuksköterskeprogrammet": "nursing_students",
    "Fysioterapeutprogrammet": "physiotherapy_students",
    "Arbetsterapeutprogrammet": "occupational_therapy_students",
}
ANSWERS: Final = (
    "Instämmer inte alls", "Instämmer till liten del", "Instämmer delvis",
    "Instämmer till stor del", "Instämmer helt",
)  # fmt: skip
NOT_RELEVANT: Final = "Ej aktuellt – vet ej"
_SEED: Final = 20261122
# How the answers to a question lie on average, "does not apply" last, and how alike questions are.
SHARES: Final = (0.05, 0.10, 0.22, 0.34, 0.25, 0.04)
CONCENTRATION: Final = 150


def write_survey(folder: Path, respondents: int, *, organisations: int = ORGANISATIONS) -> Path:
    """The export with its instrument beside it, and the same as UTF-8 for others to read."""
    answers = _answers(respondents, organisations)
    text = answers.write_csv(separator=";")
    export = folder / "svar.csv"
    export.write_bytes(text.encode("windows-1252"))
    (folder / "utf8.csv").write_text(text, encoding="utf-8")
    instrument = _instrument(answers, organisations)
    (folder / "svar.csv.alf.toml").write_text(instrument, encoding="utf-8")
    return export


def organisation(number: int) -> str:
    return f"Enhet {number + 1:02d}"


def items() -> list[str]:
    return [f"Fråga {number + 1}" for number in range(ITEMS)]


def _answers(respondents: int, organisations: int) -> pl.DataFrame:
    drawn = np.random.default_rng(_SEED)
    words = [*ANSWERS, NOT_RELEVANT]
    columns: dict[str, list[str] | pl.Series] = {
        "Svars-ID": [f"r{number:07d}" for number in range(respondents)],
        "Enhet": _chosen(drawn, [organisation(n) for n in range(organisations)], respondents),
        "Program": _chosen(drawn, list(PROGRAMMES), respondents),
        "Kön": _chosen(drawn, list(SEXES), respondents, chances=[0.62, 0.35, 0.03]),
    }
    for name in items():
        chances = drawn.dirichlet(CONCENTRATION * np.array(SHARES))
        columns[name] = _chosen(drawn, words, respondents, chances=list(chances))
    return pl.DataFrame(columns)


def _chosen(
    drawn: np.random.Generator, words: list[str], count: int, chances: list[float] | None = None
) -> pl.Series:
    return pl.Series(np.array(words)[drawn.choice(len(words), size=count, p=chances)])


def _instrument(answers: pl.DataFrame, organisations: int) -> str:
    return "\n".join(
        [
            _HEAD,
            *(f'"{organisation(n)}" = "bench_unit_{n + 1}"' for n in range(organisations)),
            "[members.programme]",
            *(f'"{word}" = "{code}"' for word, code in PROGRAMMES.items()),
            "[members.sex]",
            *(f'"{word}" = "{code}"' for word, code in SEXES.items()),
            _scale(),
            *(_item(number, name) for number, name in enumerate(items())),
            *_frame(answers),
            *(_organisation(n) for n in range(organisations)),
        ]
    )


_HEAD: Final = """format = 1
[survey]
id = "bench_students_2024"
series = "bench"
series_title = {sv = "Mätningens enkät", en = "The survey of the measurement"}
title = {sv = "Mätningens enkät 2024", en = "The survey of the measurement 2024"}
region = "stockholm"
group = "students"
period = "2024"
unit = "unit"
invited = "all"
minimum_answered = 1
duplicates = "last"
keep_until = 2030-12-31
[file]
platform = "plain"
[source]
id = "bench_survey"
short = {sv = "Mätningens enkät", en = "The survey of the measurement"}
publisher = "Bench"
[columns]
respondent = "Svars-ID"
organisation = "Enhet"
programme = "Program"
sex = "Kön"
[[crossing]]
by = ["organisation"]
[[crossing]]
by = ["programme"]
[[crossing]]
by = ["sex"]
[[crossing]]
by = ["organisation", "sex"]
[[crossing]]
by = ["programme", "sex"]
[[theme]]
code = "learning"
title = {sv = "Lärande", en = "Learning"}
minimum_items = 2
[members.organisation]"""


def _scale() -> str:
    answers = ",\n".join(
        f'{{code = "a{n}", value = {n}, positive = {str(n >= 4).lower()},'
        f' label = {{sv = "{word}", en = "Step {n}"}}}}'
        for n, word in enumerate(ANSWERS, start=1)
    )
    return f"""[[scale]]
id = "agree"
answers = [
{answers}]
does_not_apply = {{code = "na", label = {{sv = "{NOT_RELEVANT}", en = "Not relevant"}}}}
[[scale.step]]
groups = [
{{code = "low", label = {{sv = "Låga", en = "Low"}}, answers = ["a1", "a2"]}},
{{code = "middle", label = {{sv = "Mitten", en = "Middle"}}, answers = ["a3"]}},
{{code = "high", label = {{sv = "Höga", en = "High"}}, answers = ["a4", "a5"]}}]
[[scale.step]]
groups = [
{{code = "not_high", label = {{sv = "Inte höga", en = "Not high"}}, answers = ["a1", "a2", "a3"]}},
{{code = "positive", label = {{sv = "Positiva", en = "Positive"}}, answers = ["a4", "a5"]}}]"""


def _item(number: int, column: str) -> str:
    return f"""[[item]]
code = "item_{number + 1}"
column = "{column}"
wording = {{sv = "{column}", en = "Question {number + 1}"}}
theme = "learning"
scale = "agree"
direction = "higher"
comparability = "new\""""


def _frame(answers: pl.DataFrame) -> list[str]:
    """Three invited for every one who answered, by organisation and sex."""
    counted = answers.group_by("Enhet", "Kön").len().sort("Enhet", "Kön")
    strata = [
        "[[frame.stratum]]\n"
        f'members = {{organisation = "bench_unit_{int(unit[-2:])}", sex = "{SEXES[sex]}"}}\n'
        f"invited = {3 * count}"
        for unit, sex, count in counted.iter_rows()
    ]
    return ["[frame]", *strata]


def _organisation(number: int) -> str:
    return f"""[[organisation]]
code = "bench_unit_{number + 1}"
name = {{sv = "{organisation(number)}", en = "Unit {number + 1:02d}"}}
kind = "unit"
region = "stockholm\""""
