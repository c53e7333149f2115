"""The one refusal of disclosure control. Not a verdict on a file: on what would be published."""

from etl.disclosure.model import Leak


class DisclosureRefused(ValueError):
    """Nothing could be found that may be shown. `leaks` say where, and never how many."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        self.leaks = leaks
        places = "; ".join(sorted({_place(leak) for leak in leaks}))
        super().__init__(f"what would be published gives away hidden counts: {places}")


def _place(leak: Leak) -> str:
    cell = ", ".join(f"{dimension} {member}" for dimension, member in leak.members) or "all"
    return f"{cell}: {leak.item or 'answers'} ({leak.kind})"
