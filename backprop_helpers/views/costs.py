"""What the ways to the gradient cost, as a table of counts and in a sentence."""

from collections.abc import Mapping

from ..mathematics.costs import counted, kept, multiply_adds, parameters
from ..mathematics.deep import DeepTrace
from .parts.log_plot import LOOKS
from .parts.tables import figures, table
from .parts.view import View

SHOWN = ("forward", "backward", "every path", "differences")
MOST = 5000  # multiply-adds that are counted anew at every move


def sizes_of(trace: DeepTrace) -> tuple[int, ...]:
    """Return the number of units of each layer, inputs first."""
    return len(trace.x), *map(len, trace.weights)


def cost_words(trace: DeepTrace, choices: Mapping = {}) -> str:
    """Return the costs of a deep trace's network in a sentence: multiply-adds of each method, and their ratios."""
    sizes = sizes_of(trace)
    cost = {way: multiply_adds(way, sizes) for way in SHOWN}
    both = (cost["forward"] + cost["backward"]) / cost["forward"]
    return (
        f"{'-'.join(map(str, sizes))}: {parameters(sizes)} parameters. Multiply-adds: "
        f"{', '.join(f'{LOOKS[way][0]} {cost[way]:,}' for way in SHOWN)}. Both passes together cost as much as "
        f"{both:.1f} forward passes, finite differences as much as {2 * parameters(sizes)}."
    )


cost_words.reads = frozenset()


class Costs(View):
    """A view of a deep trace: each way's multiply-adds, by formula and counted while it ran, and what is kept."""

    name = "costs"
    shows = (DeepTrace,)
    reads = frozenset()

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        sizes = sizes_of(trace)
        forward = multiply_adds("forward", sizes)
        rows = []
        for way in SHOWN:
            cost = multiply_adds(way, sizes)
            ran = f"{counted(way, sizes):,}" if cost <= MOST else f"not run: above {MOST:,}"
            cells = (f"{cost:,}", ran, f"{cost / forward:,.1f}")
            rows.append((LOOKS[way][0], *map(figures, cells)))
        head = ("way", "multiply-adds, by formula", "counted while it ran", "in forward passes")
        widest = max(size + before for before, size in zip(sizes, sizes[1:], strict=False))
        memory = (
            f"<p>The price is memory: {kept(sizes)} numbers for each example (x, every z and every a) are kept for the "
            f"backward pass, {8 * kept(sizes):,} bytes. Since σ′ = a(1 − a), {sum(sizes)} would be enough: x and every "
            f"a. A forward pass alone needs two layers at a time, {widest} numbers at most.</p>"
        )
        return table("Costs", head, rows) + memory
