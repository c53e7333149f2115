"""Python's search for garbage in cycles, put off while a workbook's cells are made and laid out.

The cells are freed by their counts of references as ever; only cycles wait.
"""

import gc


class Uncollected:
    """While a million cells are made, none of them can be garbage in a cycle.

    The collector would look through all of them again and again, which takes a fifth of the
    whole time. Another thread that does the same at once leaves it on in the end as well.
    """

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()
