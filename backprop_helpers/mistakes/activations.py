"""The cases in which a layer has another activation function than the sigmoid, or the network another loss.

Their formulas are those of the tables in `mathematics`.
"""

from ..mathematics.activations import ACTIVATIONS
from ..mathematics.functions import Functions
from .case import Case, changed
from .mistake import Mistake

_BELONGS = {"sigmoid": "the sigmoid", "tanh": "tanh", "ReLU": "ReLU", "linear": "a linear layer"}
_HAS = {"tanh": "has tanh", "ReLU": "has ReLU", "linear": "is linear"}
_OWNERS = {1: "hidden layer", 2: "output layer"}
_MOVES = "When z moves a little, how far does a move here?"
_ERROR = "(a2 - y) / N"


def _code(name: str, layer: int) -> tuple[str, str]:
    """Return the formulas of a function and of its slope in a layer."""
    row, letters = ACTIVATIONS[name], {"z": f"z{layer}", "a": f"a{layer}"}
    return row.formula.format(**letters), row.slope_formula.format(**letters)


def _of_another(other: str, name: str, layer: int) -> Mistake:
    """Return the mistake that another function is used, or its slope, where the layer has the one called `name`."""
    a, slope, (value, its_slope) = f"a{layer}", f"da{layer}_dz{layer}", _code(other, layer)
    slopes = [its_slope, {"sigmoid": f"{a} * (1 - {a})", "tanh": f"1 - np.tanh(z{layer}) ** 2"}.get(other, its_slope)]
    places = {a: (value,), slope: tuple(dict.fromkeys(slopes))} if other != "linear" else {a: (value,)}
    if name == "linear":
        places[f"dL_dz{layer}"] = tuple(f"dL_da{layer} * ({each})" for each in places[slope])
    return Mistake(
        f"{other}_for_{name}".lower(),
        f"This belongs to {_BELONGS[other]}; here the {_OWNERS[layer]} {_HAS[name]}.",
        "Which function leads from z to a here?" if name != "linear" else _MOVES,
        places,
    )


def _slips(name: str, layer: int) -> tuple[Mistake, ...]:
    """Return the slips that belong to one function alone."""
    a, z, at = f"a{layer}", f"z{layer}", f"da{layer}_dz{layer}"
    if name == "tanh":
        steep = "Where is tanh steepest, and what is its value there? Where is it flat?"
        short = "The short form of the slope takes a number between −1 and 1. Which quantity is that?"
        squared = f"1 − {a} is used as the slope of tanh; but {a} belongs there squared."
        negative = f"1 − {z}² is used as the slope of tanh; but that can be negative, and the slope never is."
        through = (
            "The slope was taken at the wrong number: at the activation, which has been through the function already."
        )
        return (
            Mistake("not_squared", squared, steep, {at: (f"1 - {a}",)}),
            Mistake("z_squared", negative, short, {at: (f"1 - {z} ** 2",)}),
            changed("slope_at_a", {at: (f"1 - np.tanh({a}) ** 2", f"sigmoid_prime({a})")}, through),
        )
    if name == "ReLU":
        itself = "The activation itself was used as the slope; but above 0 every ReLU has the same slope."
        return (
            Mistake("activation_for_slope", itself, "How steep is ReLU at z = 1, and at z = 2?", {at: (a,)}),
            changed("slope_at_a", {at: (f"sigmoid_prime({a})",)}),
        )
    itself = "The unit's own value was used as the slope; but the slope of a straight line is the same everywhere."
    flat, zeros = f"A slope of 0 was used; but in a linear layer {a} moves as far as {z}.", (f"np.zeros_like({z})",)
    return (
        Mistake("slope_times_z", itself, _MOVES, {at: (z,), f"dL_d{z}": (f"dL_d{a} * {z}",)}),
        Mistake("slope_0", flat, _MOVES, {at: zeros, f"dL_d{z}": zeros}),
    )


def activation(name: str, layer: int) -> Case:
    """Return the case that a layer has this activation function in place of the sigmoid."""
    (value, slope), owner = _code(name, layer), _OWNERS[layer]
    formulas = {f"a{layer}": value, f"da{layer}_dz{layer}": slope}
    others = [_of_another(other, name, layer) for other in _BELONGS if other != name]
    usual = [changed("z_times_one_minus_z", {f"da{layer}_dz{layer}": ()})]
    said = f"Here the {owner} has {name} in place of the sigmoid."
    if name == "linear":
        formulas[f"dL_dz{layer}"] = f"dL_da{layer}"
        said = f"Here the {owner} has no sigmoid: a{layer} is z{layer} itself."
    else:
        out = f"The slope of the {owner}'s {name} was left out: it is a factor on every path that goes through it."
        usual.append(changed(f"no_sigma{layer}", {f"dL_dz{layer}": (f"dL_da{layer}",)}, out))
    mistakes = (*others, *_slips(name, layer), *usual)
    return Case(f"{name} {owner.removesuffix(' layer')}", said, formulas, mistakes=mistakes)


def cross_entropy(loss: str, last: str, sentence: str, *mistakes: Mistake) -> Case:
    """Return the case that the network has a cross-entropy as its loss, and the last activation that belongs to it."""
    functions = Functions(("sigmoid", last), loss)
    (value, slope), gradient = _code(last, 2), functions.formulas(2)["dL_da2"]
    return Case(
        loss,
        sentence,
        {"a2": value, "da2_dz2": slope, **functions.formulas(1)},
        functions.formulas(2),
        (
            *mistakes,
            Mistake(
                "slope_after_cross_entropy",
                "The slope was left in; but the gradient of the cross-entropy cancels it.",
                "Write down both factors of the chain rule for this loss: what do they have in common?",
                {"dL_dz2": (f"{_ERROR} * a2 * (1 - a2)", f"{_ERROR} * sigmoid_prime(z2)")},
            ),
            Mistake(
                "half_squared_error",
                "This belongs to half the sum of the squared errors; here the loss is a cross-entropy.",
                "What is the derivative of log a?",
                {"dL_da2": (_ERROR,), "loss": ("0.5 * sum((a2 - y) ** 2) / N",)},
            ),
            changed("flip_sign", {"dL_da2": (f"-({gradient})",), "dL_dz2": ("(y - a2) / N",)}),
            changed("factor_2", {"dL_da2": (), "loss": ()}),
        ),
        shares=last == "softmax",
    )


ACTIVATION_CASES = tuple(activation(name, layer) for name in ("tanh", "ReLU", "linear") for layer in (1, 2))
LOSS_CASES = (
    cross_entropy(
        *("binary cross-entropy", "sigmoid"),
        "Here the loss is the cross-entropy of each output with its target, −y log a − (1 − y) log(1 − a), summed.",
    ),
    cross_entropy(
        *("softmax with cross-entropy", "softmax"),
        "Here the output layer has a softmax, whose outputs sum to 1, as the targets do. The loss is −Σ y log a.",
        Mistake(
            "softmax_diagonal",
            "The softmax's Jacobian was taken as diagonal; but each pre-activation moves all outputs.",
            "If one output of a softmax rises, what do the others do? Along how many paths does each z reach the loss?",
            {"dL_dz2": ("dL_da2 * a2 * (1 - a2)",)},
        ),
        Mistake(
            "sigmoid_for_softmax",
            "This belongs to the sigmoid; here the output layer has a softmax.",
            "What do the outputs of this layer sum to?",
            {"a2": ("sigmoid(z2)",), "da2_dz2": ("sigmoid_prime(z2)",)},
        ),
        changed(
            "no_sigma2",
            {"dL_dz2": ("dL_da2",)},
            "The softmax was left out: its Jacobian is on every path from z2 to the loss.",
        ),
    ),
)
