"""What is mistaken for a sigmoid, its slope or the gradient of the loss: the kind of each, and a sentence."""

from collections.abc import Iterator

import numpy as np

from ..mathematics.network import sigmoid, sigmoid_prime
from .expression import MINUS, ONE, Expr, name, node, parts, uses, value
from .networks import Networks
from .record import expression_of
from .writing import text

#: What is taken for the slope of a sigmoid, in layer k.
_SLOPES = {
    "slope_at_a": ("sigmoid_prime(a{k})", "The slope was taken at {a}, which has already been through the sigmoid."),
    "z_times_one_minus_z": ("z{k} * (1 - z{k})", "{z} (1 − {z}) is used as the sigmoid's slope."),
    "slope_of_tanh": ("1 - a{k} ** 2", "1 − {a}² would be the slope if {a} were a tanh, not a sigmoid."),
    "slope_of_tanh_at_z": ("1 - np.tanh(z{k}) ** 2", "This is the slope of tanh, not of the sigmoid."),
    "slope_of_relu": ("np.multiply(z{k} > 0, 1.0)", "This is the slope of ReLU, 0 or 1, not of the sigmoid."),
    "slope_plus": ("a{k} * (1 + a{k})", "{a} (1 + {a}) is used as the sigmoid's slope: a sign is wrong."),
    "slope_half": ("1 - a{k}", "1 − {a} is only one of the two factors of the sigmoid's slope."),
    "activation_for_slope": ("a{k}", "{a} itself is used as the sigmoid's slope."),
    "slope_squared": ("sigmoid_prime(z{k}) ** 2", "The sigmoid's slope is a factor twice; once is right."),
    "slope_negative": ("a{k} * (a{k} - 1)", "{a} ({a} − 1) is the sigmoid's slope with the opposite sign."),
}
#: What is taken for the sigmoid itself.
_VALUES = {
    "tanh": "np.tanh(z{k})",
    "ReLU": "np.maximum(z{k}, 0)",
    "a softmax": "np.exp(z{k}) / np.exp(z{k}).sum(axis=0)",
}
CROSS_ENTROPY = ("-(y / a2 - (1 - y) / (1 - a2))", "-(y / a2 - (1 - y) / (1 - a2)) / N")


def mistaken(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """What stands for the slope of the sigmoid or for the gradient of the loss, and what is so of all numbers."""

    def is_any(*codes: str) -> bool:
        return any(other and networks.same(e, other) for other in (expression_of(code, networks) for code in codes))

    called = r.args[0] if r.op == "name" else getattr(r.op, "__name__", "")
    for layer in (z[1:] for z in networks.each[0] if z[0] == "z" and networks.same(r, node(sigmoid_prime, name(z)))):
        for kind, (code, sentence) in _SLOPES.items():
            if is_any(code.format(k=layer)):
                yield kind, sentence.format(a=text(name(f"a{layer}")), z=text(name(f"z{layer}")))
    for layer in (z[1:] for z in networks.each[0] if z[0] == "z" and networks.same(r, node(sigmoid, name(z)))):
        for other, code in _VALUES.items():
            if e.op not in (np.tanh, np.maximum) and is_any(code.format(k=layer)):
                yield (
                    "function",
                    f"This is {other}; here {text(name(f'a{layer}'))} is the sigmoid of {text(name(f'z{layer}'))}.",
                )
    for at in (each for each in networks.each[0] if each[:2] == "da" and networks.same(e, name(each))):
        if networks.same(r, name(at[:2].removeprefix("d") + at[2])):
            yield "slope_for_value", "This is the slope of the activation function; its value belongs here."
    if r.op == "+" and uses(r, "eta") and e.op == "name" and e.args[0] == f"dL_d{r.args[0].args[0]}":
        yield "gradient", f"{text(e)} is the gradient; the exercise asks for the new parameter."
    if networks.same(e, node("T", r)):
        yield "transposed", f"{text(e)} is used in place of {text(r)}, its transpose."
    _, found = networks.flat(e)
    if found.size and np.all(found == found[0]):
        yield "constant" if found[0] else "zeros", f"Every number of {text(e)} is {text(value(found[0]))}."
    if called in ("sigmoid", "a1", "a2") and networks.same(e, node("+", ONE, node("*", MINUS, r))):
        as_if = "This is 1 − σ(z), as if exp(z) had been used in place of exp(−z)."
        yield "exponent", as_if if "exp" in text(e) else f"{text(e)} is used in place of {text(r)}."
    if called in ("sigmoid", "a1", "a2") and "exp" in text(e) and networks.same(node("inv", e), r):
        yield "brackets", f"This is {text(e)}; {text(r)} is 1 divided by it. Are brackets missing?"
    if (called == "dL_da2" or "y" in text(r)) and is_any(*CROSS_ENTROPY):
        yield "cross_entropy", "This is the gradient of a different loss, the cross-entropy."
    change = networks.flat(node("+", e, node("*", MINUS, r))), networks.flat(name(f"dL_d{called}"))
    if r.op == "name" and r in parts(e, "+") and networks.ratio(*change) is not None:
        yield "updated", f"{text(r)} has already been updated; the old {text(r)} belongs here."
