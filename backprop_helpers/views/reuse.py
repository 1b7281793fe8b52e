"""Numbers that are used more than once, read off the notation table's formulas."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import tokens
from ..notation.table import QUANTITIES, quantity
from .parts.tables import coloured, table
from .parts.view import View


def uses(name: str, trace: Trace | None = None) -> list[str]:
    """Return the names of the quantities whose formulas use this one, in a trace's network or the primer's."""
    functions = trace.functions if trace else None
    computed = [known.name for known in QUANTITIES.values() if known.formula]
    return [each for each in computed if name in {token.name for token in tokens(each, functions=functions)}]


def reuse_words(name: str, trace: Trace | None = None) -> str:
    """Return a sentence that says which quantities use this one."""
    known, users = quantity(name), [quantity(each).text for each in uses(name, trace)]
    if not users:
        return f"No other line uses {known.text} here."
    *others, last = users
    found = f"{', '.join(others)} and {last}" if others else last
    return f"{known.text} is {'computed once and ' if known.formula else ''}used for {found}."


class Reuse(View):
    """A view: the formulas that use the quantity of the choice `reused`, in the order in which they run."""

    name = "reuse"
    reads = frozenset({"reused"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        name = choices.get("reused", "a1")
        rows = []
        for each in map(quantity, uses(name, trace)):
            line = tokens(each.name, functions=trace.functions)
            pieces = (f"<b class='bp-lit'>{t.text}</b>" if t.name == name else t.text for t in line)
            formula = f"{coloured(each.role, each.html)} = {' '.join(pieces)}"
            rows.append((each.section.capitalize(), "backward" if each.role == "gradient" else "forward", formula))
        return table(f"Where {quantity(name).text} is used", ("where", "pass", f"uses {quantity(name).html}"), rows)
