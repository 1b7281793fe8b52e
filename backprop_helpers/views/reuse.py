"""Numbers that are used more than once, read off the notation table's formulas."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import tokens
from ..notation.table import QUANTITIES, quantity
from .parts.tables import coloured, table
from .parts.view import View


def uses(name: str) -> list[str]:
    """Return the names of the quantities whose formulas use this one."""
    computed = [known.name for known in QUANTITIES.values() if known.formula]
    return [known for known in computed if name in {token.name for token in tokens(known)}]


def reuse_words(name: str) -> str:
    """Return a sentence that says which quantities use this one."""
    *others, last = (quantity(each).text for each in uses(name))
    found, known = f"{', '.join(others)} and {last}" if others else last, quantity(name)
    return f"{known.text} is {'computed once and ' if known.formula else ''}used for {found}."


class Reuse(View):
    """A view: the formulas that use the quantity of the choice `reused`, in the order in which they run."""

    name = "reuse"
    reads = frozenset({"reused"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        name = choices.get("reused", "a1")
        rows = []
        for each in map(quantity, uses(name)):
            pieces = (f"<b class='bp-lit'>{t.text}</b>" if t.name == name else t.text for t in tokens(each.name))
            formula = f"{coloured(each.role, each.html)} = {' '.join(pieces)}"
            rows.append((each.section, "backward" if each.role == "gradient" else "forward", formula))
        return table(f"Where {quantity(name).text} is used", ("where", "pass", f"uses {quantity(name).html}"), rows)
