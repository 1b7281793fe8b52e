"""The items to reason about, as templates: what stands in braces comes from `facts`, and differs from form to form."""

from ..mathematics.network import sigma, sigma_prime
from ..mistakes.bank import MISTAKES
from ..notation.table import QUANTITIES
from .computed import shown
from .item import Item, Option

#: name: (notebook, question, the right option, {wrong option: (misconception, why it tempts)}, why).
REASONED = {
    "passes": (
        "00",
        "A program runs the forward and the backward pass on one example, {times} in a row, and nothing else. "
        "Compared with the first time, what does the last one give?",
        "The same loss and the same gradients",
        {
            "A lower loss: the network has learned": ("training", "Gradient descent changes the weights."),
            "Smaller gradients: a part of the error is dealt with": (
                "blame",
                "A gradient is a slope. It isn't used up.",
            ),
        },
        "Both passes only compute. No weight has changed.",
    ),
    "shape": (
        "01",
        "A network has {n} inputs and {h} hidden units. What is the shape of ∂L/∂W₁?",
        "({h}, {n})",
        {
            "({n}, {h})": ("from to", "W₁ has one row for each hidden unit."),
            "(1, {n})": ("row", "That is the shape of xᵀ, one of the two factors."),
        },
        "A gradient has the shape of its array. W₁ leads to the hidden units (rows) from the inputs (columns).",
    ),
    "vectors": (
        "01",
        "u and v are 1-D NumPy arrays of shape ({size},). What is u @ v.T?",
        "One number: the sum of the products",
        {
            "A matrix of shape ({size}, {size})": ("1-D", "v would have to be a row. But v.T is v itself."),
            "An array of shape ({size},): the products": ("products", "That is u * v. The operator @ also sums."),
        },
        "A 1-D array has neither rows nor columns, so .T changes nothing, and @ of two 1-D arrays sums their products.",
    ),
    "rates": (
        "03",
        "For one example, weight u has the gradient {g}, weight v the gradient {other}. What does this say?",
        "If u alone rises by 0.01, the loss changes by about {near}",
        {
            "u has caused {share} percent of the loss, v the rest": (
                "blame",
                "Gradients are rates, not parts of a loss.",
            ),
            "If u alone rises by 10, the loss changes by about {ten}": (
                "long step",
                "A slope holds for small steps only.",
            ),
        },
        "A gradient is a local rate: a small change d of u changes the loss by about the gradient times d.",
    ),
    "saturated": (
        "04",
        "Two outputs should be 1. Their pre-activations are {low} and {high}. Which of their two biases changes more "
        "in one step of gradient descent?",
        "The one at {high}, although its error is smaller",
        {
            "The one at {low}: the more wrong, the faster it learns": (
                "fast",
                "The error is large there, but the sigmoid is almost flat.",
            ),
            "Both change about as much: the errors are {errors}": ("no slope", "The sigmoid's slope is a factor, too."),
        },
        "(a₂ − y) σ′(z₂) is {small} at {low} and {large} at {high}.",
    ),
    "line": (
        "06",
        "In a deep network, z{l} = W{l} @ a{k} + b{l}. Its layers have different sizes. Which line computes dL_da{k} "
        "for one example?",
        "{right}",
        {
            "{no_transpose}": ("transpose", "{no_transpose_tempts}"),
            "{dL_da2_for_dL_dz2}": ("no slope", "{dL_da2_for_dL_dz2_tempts}"),
            "{elementwise_for_matrix}": ("products", "{elementwise_for_matrix_tempts}"),
        },
        "Unit j of a{k} feeds every unit of z{l}, through column j of W{l}: a sum over the paths.",
    ),
    "detached": (
        "06",
        "a₁ is detached: it is computed as usual, but the backward pass stops there. So ∂L/∂{W1} is 0. Now {W1} rises "
        "by 1. What does the loss do, in general?",
        "It changes, because a₁ does",
        {
            "It stays: a₁ keeps its value": ("detached", "It would stay if a₁ were held at a value."),
            "It stays: the gradient is 0": ("zero gradient", "The gradient is 0 only because the backward pass stops."),
        },
        "Detaching leaves the forward pass as it is.",
    ),
    "zero": (
        "07",
        "For one example, the gradient of the loss with respect to {W2} is exactly 0. What follows?",
        "A tiny change of {W2} hardly changes this loss",
        {
            "The output does not depend on {W2}": (
                "zero gradient",
                "It may: if the output is on its target, the gradient is 0 all the same.",
            ),
            "{W2} has no part in the error of this example": ("blame", "A gradient is a slope, not a share."),
        },
        "The gradient is the slope of the loss at this place. It says nothing about the output or about large changes.",
    ),
    "difference": (
        "07",
        "You check ∂L/∂{W1} with a central difference, in the usual double precision. Which step h comes closest?",
        "h = 10⁻⁵",
        {
            "h = 10⁻¹³": ("small h", "The rounding of both losses is divided by h, so the error grows like 1/h."),
            "h = 0.5": ("long step", "A slope holds for small steps only: the error grows like h²."),
        },
        "At 10⁻⁵ the error is small, both that of the curve's bend and that of rounding.",
    ),
    "far": (
        "08",
        "A weight w has the gradient {g}. How does the loss change if w rises by 0.01, and how if it rises by {size}?",
        "By about {near}; for {size}, the gradient does not tell",
        {
            "By about {near}; for {size}, by about {beyond}": ("long step", "Further away the curve may bend."),
            "By about {reversed}; for {size}, the gradient does not tell": ("sign", "The sign says which way."),
        },
        "For a small change d the loss changes by about the gradient times d, and only for a small one.",
    ),
    "alike": (
        "10",
        "All weights of a network start at 0.{runs}, all biases at 0. After {size}000 steps of training, how many of "
        "its {h} hidden units differ from the others?",
        "None: all {h} are still alike",
        {
            "All {h}: training makes them different": (
                "alike",
                "Equal units get equal gradients: what would differ first?",
            ),
            "Those that caused more of the error": (
                "blame",
                "Equal units have equal gradients, whatever the error is.",
            ),
        },
        "Equal units compute the same and get the same gradient, so they stay equal after each step.",
    ),
    "falling": (
        "11",
        "With the backward pass that you wrote, the loss falls from 0.{size} to 0.0{runs} in training. What does this "
        "show about your gradients?",
        "The steps led downhill. The gradients may still be wrong",
        {
            "They are right: with wrong ones the loss would rise": (
                "falling",
                "Most usual mistakes keep enough of the signs to go downhill.",
            ),
            "They are right once the loss is near 0: they have done their work": (
                "training",
                "Gradients do no work: steps change the weights, and wrong gradients can lead there, too.",
            ),
        },
        "Only a comparison tells, for example with finite differences.",
    ),
}


def facts(draw) -> dict[str, object]:
    """Return what the templates need, drawn for one form."""
    (n, h), layer, size, (low, high) = draw.different(2, 7), draw.whole(4, 9), draw.whole(4, 9), draw.saturated
    g, other = draw.gradients
    runs, slopes = draw.whole(2, 9), [(sigma(z) - 1) * sigma_prime(z) for z in (low, high)]

    def code(text: str) -> str:  # of layer 2
        return text.replace("2", str(layer)).replace("a1", f"a{layer - 1}")

    found = {"right": code(QUANTITIES["dL_da1"].formula)}
    for name in ("no_transpose", "dL_da2_for_dL_dz2", "elementwise_for_matrix"):
        found[name] = code(MISTAKES[name].places["dL_da1"][0])
        found[f"{name}_tempts"] = code(MISTAKES[name].sentence)
    numbers = {"g": g, "other": other, "near": g / 100, "reversed": -g / 100, "ten": 10 * g, "beyond": g * size}
    numbers |= {"low": low, "high": high, "small": slopes[0], "large": slopes[1]}
    return {
        **found,
        **{name: shown(value) for name, value in numbers.items()},
        **{"n": n, "h": h, "l": layer, "k": layer - 1, "size": size, "runs": runs},
        "times": "twice" if runs == 2 else f"{runs} times",
        "share": round(100 * abs(g) / (abs(g) + abs(other))),
        "errors": f"{shown(sigma(low) - 1)} and {shown(sigma(high) - 1)}",
        "W1": f"W₁[{draw.whole(0, 2)},{draw.whole(0, 1)}]",
        "W2": f"W₂[{draw.whole(0, 1)},{draw.whole(0, 2)}]",
    }


def reasoned(name: str, known: dict[str, object]) -> Item:
    """Return the item with these facts filled in."""
    notebook, text, right, wrong, why = REASONED[name]
    options = [Option(right), *(Option(option, *rest) for option, rest in wrong.items())]
    filled = (Option(o.text.format(**known), o.believes, o.tempts.format(**known)) for o in options)
    return Item(name, notebook, text.format(**known), tuple(filled), why.format(**known))
