"""A declaration that a test changes: whole as it stands, with the smallest table that can be."""

from typing import Final

INDICATOR: Final = """
[[indicator]]
id = "test_share"
topic = "gender"
title = {sv = "Andel", en = "Share"}
definition = {sv = "Andel av alla.", en = "Share of all."}
unit = "percent"
direction = "no_judgement"
denominator = {sv = "alla", en = "all"}
pooling = "not_poolable"
valid_range = {low = 0, high = 100}
smallest_base = 5
uncertainty = "answers"
represented_by = "region"
groups = ["all"]
items = "none"

[[indicator]]
id = "test_money"
topic = "funding"
title = {sv = "Pengar", en = "Money"}
definition = {sv = "Belopp.", en = "Amounts."}
unit = "sek"
direction = "no_judgement"
denominator = "none"
pooling = "sum"
valid_range = {}
smallest_base = 1
uncertainty = "counted"
represented_by = "region"
groups = ["all"]
[indicator.items]
total = {sv = "totalt", en = "total"}
salaries = {sv = "Löner", en = "Salaries"}
premises = {sv = "Lokaler", en = "Premises"}
"""
SOURCE: Final = """
[source]
id = "test_source"
short = {sv = "Testkälla", en = "Test source"}
published = 2025-10-16
"""
HEAD: Final = f"format = 1\n{SOURCE}{INDICATOR}"
CONSTANTS: Final = """
[table.constants]
organisation = "all"
estimate = "unweighted"
nature = "outcome"
"""
LONG: Final = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
[table.columns]
region = "Län"
period = "År"
sex = "Kön"
value = "Andel"
{CONSTANTS}"""
