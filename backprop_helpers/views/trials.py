"""The survey of the mistakes as a table."""

from collections.abc import Iterable, Mapping

from ..mistakes.bank import MISTAKES
from ..mistakes.trials import Trial
from ..notation.table import quantity
from .parts.tables import table
from .parts.view import View


class TrialsTable(View):
    """A view of `MistakeTrials`: each mistake with what it does and what was found; below it, how many hide."""

    name = "trials"
    shows = (tuple,)
    reads = frozenset()

    def __call__(self, findings: Iterable[Trial], choices: Mapping = {}) -> str:
        asked = ("one small step lowers the loss", "starts that solve it", "shapes stop it on 3-4-2", "gradient check")
        return (
            table("Trials", ("", "what the code does", *asked), list(map(_row, findings)))
            + f"<p>{trials_words(findings)}</p>"
        )


def trials_words(findings: Iterable[Trial]) -> str:
    """Return how many of the mistakes lower the loss, solve the task, and are found by the gradient check alone."""
    wrong = [found for found in findings if found.wrong]
    lower = [found for found in wrong if found.lowers]
    solve = [found for found in lower if found.solved]
    alone = [found.name for found in solve if not found.stops]
    return (
        f"Of {len(wrong)} mistakes that can be computed, {len(lower)} lower the loss in a small step and {len(solve)} "
        f"solve the task from some start. Neither the loss nor a shape gives these away, only the gradient check: "
        f"{', '.join(alone) or 'none yet'}."
    )


def _row(found: Trial) -> tuple[str, ...]:
    known, stops = MISTAKES.get(found.name), "yes" if found.stops else "no"
    first = (f"<code>{found.name}</code>", known.done) if known else (found.name, "")
    if found.lowers is None:
        return *first, "can't be computed", "", stops, ""
    check = f"✗ {', '.join(quantity(name).html for name in found.wrong)}" if found.wrong else "✓"
    lowers, solved = "yes" if found.lowers else "no", f"{found.solved} of {found.tried}"
    return *first, lowers, solved, stops, check
