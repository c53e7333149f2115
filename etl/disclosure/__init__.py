"""Disclosure control: what may be shown of a survey (`plan`), and the attack that proves it."""
