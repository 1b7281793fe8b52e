"""The random networks on which answers are compared and read back, each set made once, and what was found on one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ..mathematics.network import Network, Trace
from ..mistakes.case import Case
from ..mistakes.cases import ORDINARY
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import QUANTITIES
from ..read_back.networks import Networks

Sizes = tuple[tuple[int, int, int, int], ...]
#: (n, h, m, N): no two sizes of a network are alike, so a missing transpose can't hide.
SINGLE: Sizes = ((2, 3, 4, 1), (4, 2, 3, 1), (3, 4, 2, 1))  # one example, as in the primer
BATCHES: Sizes = ((2, 4, 3, 5), (4, 3, 2, 6), (3, 2, 5, 4))
#: If a function stops on those, some mistakes show only if some sizes are alike: which, the fewest first.
ALIKE = ("hm", "nh", "nm", "nhm", "mN", "hN", "nN", "hm nN", "nh mN", "nm hN", "hmN", "nhN", "nmN", "nhmN")
ETAS = (0.1, 0.25, 0.4)  # the learning rate on each network of a set
#: The primer's formulas for one example, if those for a batch are different.
PRIMER = {name: row.formula for name, row in QUANTITIES.items() if row.batch_formula}


@dataclass(frozen=True)
class Run:
    """A learner's answers on one network, {quantity: array}, the right ones, and the trace and eta they are for."""

    trace: Trace
    eta: float
    found: Mapping[str, np.ndarray]
    right: Mapping[str, np.ndarray]
    sizes: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class NetworkSet:
    """Some networks with their random examples: the traces, and `values` as reading back needs them."""

    traces: tuple[Trace, ...]
    formulas: Mapping[str, str]
    values: Networks

    def runs(self, learner) -> list[Run]:
        """Return the learner's answers on each network. Raises `Unusable` if they can't be compared."""
        return [self._run(learner, trace, eta) for trace, eta in zip(self.traces, ETAS, strict=True)]

    def _run(self, learner, trace: Trace, eta: float) -> Run:
        right = FormulaPass(trace, self.formulas, [*QUANTITIES], eta)
        found = learner.answers(trace, eta)
        return Run(trace, eta, found, {name: np.asarray(right[name]) for name in found}, trace.sizes)


class _RowsTrace(Trace):
    """A trace with examples in rows."""

    @property
    def sizes(self) -> dict[str, int]:
        return {"n": self.x.shape[1], "h": self.a1.shape[1], "m": self.a2.shape[1], "N": self.x.shape[0]}


@cache
def network_set(sizes: Sizes, by_primer: bool = False, case: Case = ORDINARY) -> NetworkSet:
    """Return networks of these sizes, with all quantities; by the primer's formulas for several examples, too."""
    batch = not by_primer and any(examples > 1 for *_, examples in sizes)
    formulas = {**(PRIMER if by_primer else {}), **case.formulas_for(batch)}
    traces = tuple(random_trace(*one, formulas, case.in_rows, case.shares) for one in sizes)
    kept = [{name: getattr(trace, name) for name in QUANTITIES if hasattr(trace, name)} for trace in traces]
    values = [{**kept[k], **trace.sizes, "eta": ETAS[k]} for k, trace in enumerate(traces)]
    return NetworkSet(traces, formulas, Networks(values))


def sizes_alike(which: str, several: bool) -> tuple[str, Sizes]:
    """Return in words which sizes are alike, and sizes of which only these are; N = 1 unless N is one of them."""
    of_each = [dict(zip("nhmN", sizes, strict=True)) for sizes in (BATCHES if several or "N" in which else SINGLE)]
    groups = which.split()
    for sizes in of_each:
        sizes |= {letter: sizes[group[0]] for group in groups for letter in group}
    words = "all sizes alike" if which == "nhmN" else " and ".join(map(" = ".join, groups))
    return words, tuple(tuple(sizes.values()) for sizes in of_each)


def random_trace(
    n: int,
    h: int,
    m: int,
    examples: int,
    formulas: Mapping[str, str] = {},
    in_rows: bool = False,
    shares: bool = False,
) -> Trace:
    """Return the trace of a random network and random examples, with `formulas` in place of the table's."""
    draw = np.random.default_rng((n, h, m, examples))
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    trace = Network.random(n, h, m, seed=10 * n + h).trace(x, y / y.sum(axis=0) if shares else y)
    if in_rows:
        turned = {name: getattr(trace, name).T for name in ("x", "y", "b1", "b2")}
        trace = _RowsTrace(**{**vars(trace), **turned})
    computed = FormulaPass(trace, formulas) if formulas else vars(trace)
    return replace(trace, **{name: computed[name] for name, row in QUANTITIES.items() if row.formula})
