"""The cases in which a layer has another activation function than the sigmoid, as data."""

from .case import Case, changed
from .mistake import Mistake


def tanh(layer: int) -> Case:
    """Return the case that a layer has tanh in place of the sigmoid."""
    a, z, slope, gradient = f"a{layer}", f"z{layer}", f"da{layer}_dz{layer}", f"dL_da{layer}"
    owner = {1: "hidden layer", 2: "output layer"}[layer]
    return Case(
        f"tanh {owner.removesuffix(' layer')}",
        f"Here the {owner} has tanh in place of the sigmoid.",
        {a: f"np.tanh({z})", slope: f"1 - {a} ** 2"},
        mistakes=(
            Mistake(
                "sigmoid_for_tanh",
                f"This belongs to the sigmoid; here the {owner} has tanh.",
                "Which function leads from z to a here?",
                {a: (f"sigmoid({z})",), slope: (f"{a} * (1 - {a})", f"sigmoid_prime({z})")},
            ),
            Mistake(
                "not_squared",
                f"1 − {a} is used as the slope of tanh; but {a} belongs there squared.",
                "Where is tanh steepest, and what is its value there? Where is it flat?",
                {slope: (f"1 - {a}",)},
            ),
            Mistake(
                "z_squared",
                f"1 − {z}² is used as the slope of tanh; but that can be negative, and the slope never is.",
                "The short form of the slope takes a number between −1 and 1. Which quantity is that?",
                {slope: (f"1 - {z} ** 2",)},
            ),
            changed(
                "slope_at_a",
                {slope: (f"1 - np.tanh({a}) ** 2", f"sigmoid_prime({a})")},
                "The slope was taken at the wrong number: at the activation, which has been through the function.",
            ),
            changed("z_times_one_minus_z", {slope: ()}),
            changed(
                f"no_sigma{layer}",
                {f"dL_dz{layer}": (gradient,)},
                f"The slope of the {owner}'s tanh was left out: it is a factor on every path that goes through it.",
            ),
        ),
    )


LINEAR_OUTPUT = Case(
    "linear output",
    "Here the output layer has no sigmoid: a2 is z2 itself.",
    {"a2": "z2", "da2_dz2": "np.ones_like(z2)", "dL_dz2": "dL_da2"},
    mistakes=(
        Mistake(
            "sigmoid_for_linear",
            "This belongs to the sigmoid; here the output has none.",
            "When z2 moves a little, how far does a2 move here?",
            {
                "a2": ("sigmoid(z2)",),
                "da2_dz2": ("a2 * (1 - a2)", "sigmoid_prime(z2)"),
                "dL_dz2": ("dL_da2 * a2 * (1 - a2)", "dL_da2 * sigmoid_prime(z2)"),
            },
        ),
        Mistake(
            "slope_times_z",
            "The output itself was used as the slope: the slope of a straight line is the same everywhere.",
            "What is the derivative of z with respect to z?",
            {"da2_dz2": ("z2",), "dL_dz2": ("dL_da2 * z2",)},
        ),
        Mistake(
            "slope_0",
            "A slope of 0 was used; but without a sigmoid a2 moves exactly as far as z2.",
            "What is the derivative of z with respect to z?",
            {"da2_dz2": ("np.zeros_like(z2)",), "dL_dz2": ("np.zeros_like(z2)",)},
        ),
    ),
)
