"""Surveys: what was asked of whom, and the indicators that a series of surveys gives.

Answers are not here and never will be: a release holds aggregates only (`etl/surveys/`).
"""
