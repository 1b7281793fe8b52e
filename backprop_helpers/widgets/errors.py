"""Errors as a reader sees them: one sentence, without the package's own lines above it."""

from functools import wraps
from pathlib import Path
from traceback import walk_tb

PACKAGE = str(Path(__file__).parents[1])


class UsageError(ValueError):
    """A call that can't work. IPython shows the sentence alone: a traceback through the package helps nobody."""

    def _render_traceback_(self) -> list[str]:
        return [f"ValueError: {self}"]


class NotRunYet(NameError):
    """A name from a cell that was not run yet. IPython shows the sentence alone."""

    def __init__(self, error: NameError):
        super().__init__(f"{error}. Run the cells above first: Run → Run All Above Selected Cell.", name=error.name)

    def _render_traceback_(self) -> list[str]:
        return [f"NameError: {self}"]


def in_a_sentence(call):
    """Decorate a public call: a `ValueError` raised by the package alone becomes a `UsageError`.

    If a reader's own function is on the way to the error, the traceback leads to it and stays.
    """

    @wraps(call)
    def called(*args, **kwargs):
        try:
            return call(*args, **kwargs)
        except ValueError as error:
            files = [frame.f_code.co_filename for frame, _ in walk_tb(error.__traceback__)]
            if isinstance(error, UsageError) or not all(file.startswith(PACKAGE) for file in files):
                raise
            raise UsageError(str(error)) from None

    return called
