"""The cases, as data: what each changes, and the mistakes that can be made in it.

The formulas are Python with the names of the notation table, like the table's own.
"""

import difflib
from collections.abc import Iterable
from functools import cache

from .activations import ACTIVATION_CASES, LOSS_CASES
from .bank import MISTAKES
from .case import Case, changed
from .mistake import Mistake, at_both

_MEAN = Case(
    "mean over outputs",
    "Here the loss of an example is the mean over its m outputs of the squared errors, without a ½.",
    {"loss": "sum((a2 - y) ** 2) / m", "dL_da2": "2 * (a2 - y) / m"},
    {"loss": "sum((a2 - y) ** 2) / (m * N)", "dL_da2": "2 * (a2 - y) / (m * N)"},
    (
        Mistake(
            "half_sum",
            "This belongs to half the sum of the squared errors; here the loss is their mean.",
            "Write the loss for two outputs, with its factor in front, and take the derivative for one of them.",
            {"dL_da2": ("(a2 - y) / N",), "loss": ("0.5 * sum((a2 - y) ** 2) / N",)},
        ),
        Mistake(
            "no_mean",
            "This belongs to the sum of the squared errors; it was not divided by the number of outputs.",
            "What does a mean do with the sum, and what becomes of that factor in the derivative?",
            {"dL_da2": ("2 * (a2 - y) / N",), "loss": ("sum((a2 - y) ** 2) / N",)},
        ),
        Mistake(
            "half_mean",
            "A factor of 2 is missing, as if the loss had a ½ in front of the mean.",
            "Is there anything in this loss that the 2 from the square could cancel?",
            {"dL_da2": ("(a2 - y) / (m * N)",), "loss": ("0.5 * sum((a2 - y) ** 2) / (m * N)",)},
        ),
        changed("flip_sign", {"dL_da2": ("2 * (y - a2) / (m * N)",)}),
        changed("factor_2", {"dL_da2": (), "loss": ()}),
    ),
)
_ROWS = Case(
    "rows",
    "Here each example is a row, as in the libraries: x (N, n), a1 (N, h), a2 and y (N, m), b2 (1, m), and so are "
    "their gradients; the weights are the same as before, (to, from).",
    {
        **{"z1": "x @ W1.T + b1", "z2": "a1 @ W2.T + b2", "dL_da1": "dL_dz2 @ W2"},
        **{"dL_dW2": "dL_dz2.T @ a1", "dL_db2": "dL_dz2.sum(axis=0, keepdims=True)"},
        **{"dL_dW1": "dL_dz1.T @ x", "dL_db1": "dL_dz1.sum(axis=0, keepdims=True)"},
    },
    mistakes=(
        Mistake(
            "columns_formula",
            "This is the formula for examples in columns; here each example is a row.",
            "Which size of each array counts the examples? Only the gradients of weights and biases sum over it.",
            {
                **at_both("dL_dW{layer}", "dL_dz{layer} @ {fed}.T"),
                **at_both("dL_db{layer}", "dL_dz{layer}.sum(axis=1, keepdims=True)"),
                "dL_da1": ("W2.T @ dL_dz2",),
                **at_both("z{layer}", "W{layer} @ {fed} + b{layer}"),
            },
        ),
        Mistake(
            "wrong_axis",
            "The sum runs over the units; it should run over the examples.",
            "One number for each bias: which axis stays, and which one is summed?",
            at_both("dL_db{layer}", "dL_dz{layer}.sum(axis=1)"),
        ),
        Mistake(
            "not_summed",
            "Every example still has a row of its own; but the examples share the biases.",
            "All examples use the same biases. How does the loss change when one bias moves?",
            at_both("dL_db{layer}", "dL_dz{layer}"),
        ),
        Mistake(
            "mean_examples",
            "The examples were averaged; but the 1/N of the mean loss is in the gradient already.",
            "Where does the 1/N of the loss enter? Once is enough.",
            {
                **at_both("dL_dW{layer}", "dL_dz{layer}.T @ {fed} / N"),
                **at_both("dL_db{layer}", "dL_dz{layer}.mean(axis=0, keepdims=True)", "dL_dz{layer}.mean(axis=0)"),
            },
        ),
        Mistake(
            "extra_transpose",
            "W2 is used as in the forward pass, where each output sums along a row of W2; "
            "but the paths that start at one hidden unit run through a column.",
            MISTAKES["no_transpose"].hint,
            {"dL_da1": ("dL_dz2 @ W2.T",)},
        ),
        changed("no_transpose", {"dL_da1": ()}),
    ),
    in_rows=True,
)
_PAYING = Case(
    "activations in the loss",
    "Here the loss has one more term, half the sum of the squares of a1: a hidden unit feeds the outputs and the loss.",
    {"loss": "0.5 * sum((a2 - y) ** 2) + 0.5 * sum(a1 ** 2)", "dL_da1": "W2.T @ dL_dz2 + a1"},
    {"loss": "(0.5 * sum((a2 - y) ** 2) + 0.5 * sum(a1 ** 2)) / N", "dL_da1": "W2.T @ dL_dz2 + a1 / N"},
    (
        *(
            changed(name, {"dL_da1": tuple(f"{formula} + a1 / N" for formula in each.places["dL_da1"])})
            for name, each in MISTAKES.items()
            if "dL_da1" in each.places
        ),
        Mistake(
            "no_direct_path",
            "The paths through the outputs are all there, but a hidden unit also reaches the loss directly.",
            "Where does a1 stand in this loss? What is the derivative of that term?",
            {"dL_da1": ("W2.T @ dL_dz2",), "loss": ("0.5 * sum((a2 - y) ** 2) / N",)},
        ),
        Mistake(
            "only_direct_path",
            "Only the direct path to the loss was followed; the hidden unit also feeds the outputs.",
            "How many arrows leave a hidden unit, with the one to the loss?",
            {"dL_da1": ("a1 / N",), "loss": ("0.5 * sum(a1 ** 2) / N",)},
        ),
        Mistake(
            "paths_multiplied",
            "The two kinds of paths were multiplied; factors belong to one path, and paths are summed.",
            "Along a path, numbers are multiplied. What is done with several paths?",
            {"dL_da1": ("W2.T @ dL_dz2 * a1", "W2.T @ dL_dz2 * a1 / N")},
        ),
        Mistake(
            "paths_averaged",
            "The paths were averaged; but the changes that come along each of them add up.",
            "When a hidden unit moves, both terms of the loss move. By how much does their sum?",
            {"dL_da1": ("(W2.T @ dL_dz2 + a1 / N) / 2", "(W2.T @ dL_dz2 + a1 / N) / (m + 1)")},
        ),
    ),
)
CASES = {each.name: each for each in (_MEAN, *ACTIVATION_CASES, *LOSS_CASES, _ROWS, _PAYING)}
ORDINARY = Case()


def case_of(names: str | Iterable[str]) -> Case:
    """Return the case with this name, or the one that several make together; the primer's network for none.

    Raises `ValueError`, with the nearest name, if there is none, or if the cases can't be combined.
    """
    several = isinstance(names, (tuple, list))
    return _combined(tuple(map(str, names if several else (names,)))) if names else ORDINARY


@cache
def _combined(names: tuple[str, ...]) -> Case:
    found = ORDINARY
    for name in names:
        if name not in CASES:
            near = difflib.get_close_matches(str(name).lower(), CASES, n=1, cutoff=0.3)
            said = f"Did you mean {near[0]!r}? " if near else ""
            raise ValueError(f"There is no case {name!r}. {said}The cases are {', '.join(map(repr, CASES))}.")
        found = found + CASES[name]
    return found
