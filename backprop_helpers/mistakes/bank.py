"""The bank of named mistakes, as data: where each can be made, its wrong formulas, what was done, and a hint.

The formulas are Python with the names of the notation table, like the table's own.
"""

from .mistake import STEP, ByName, Mistake, at_both

MISTAKES = ByName(
    Mistake(
        "no_transpose",
        "W2 is used as in the forward pass, where each output sums along a row; "
        "but the paths that start at one hidden unit run through a column.",
        "Follow one hidden unit forward: which index of (W2)_ij is the same on all its paths, and which counts them?",
        {"dL_da1": ("W2 @ dL_dz2",)},
        "uses W2 where its transpose belongs",
    ),
    Mistake(
        "no_sigma2",
        "The output's sigmoid was left out: its slope is a factor on every path to the loss.",
        "What stands between z2 and a2? When z2 moves a little, how far does a2 move?",
        {"dL_dz2": ("dL_da2",)},
        "leaves out the slope of the output's sigmoid",
    ),
    Mistake(
        "no_sigma1",
        "The hidden layer's sigmoid was left out: its slope is a factor on every path that starts before it.",
        "What stands between z1 and a1? When z1 moves a little, how far does a1 move?",
        {"dL_dz1": ("dL_da1",)},
        "leaves out the slope of the hidden layer's sigmoid",
    ),
    Mistake(
        "slope_at_a",
        "The slope of the sigmoid was taken at the wrong number: at the sigmoid's output.",
        "Look at the sigmoid's curve: on which axis is the slope's argument, and which quantity is on that axis?",
        at_both("da{layer}_dz{layer}", "sigmoid_prime(a{layer})"),
        "takes the sigmoid's slope at a instead of z",
    ),
    Mistake(
        "z_times_one_minus_z",
        "z (1 − z) is used as the sigmoid's slope; but that can be negative, and the slope never is.",
        "The short form of the slope takes a number between 0 and 1. Which quantity is that?",
        at_both("da{layer}_dz{layer}", "z{layer} * (1 - z{layer})"),
        "uses z (1 − z) as the sigmoid's slope",
    ),
    Mistake(
        "flip_sign",
        "The sign is reversed, as if the error were target minus output.",
        "If the output is above the target, would raising it raise or lower the loss?",
        {"dL_da2": ("(y - a2) / N",)},
        "takes the error as target minus output",
    ),
    Mistake(
        "factor_2",
        "There is an extra factor of 2, as if the loss had no ½.",
        "Take the derivative of half a square: what happens to the half?",
        {"dL_da2": ("2 * (a2 - y) / N",), "loss": ("sum((a2 - y) ** 2) / N",)},
        "has a factor of 2 too many, as if the loss had no ½",
    ),
    Mistake(
        "new_W2",
        "The hidden layer's gradient was taken with W2 after its update; the loss was computed with W2 before it.",
        "Which weights gave this loss? Do all four gradients belong to the same network?",
        {"dL_da1": tuple(f"(W2 - {rate} * dL_dW2).T @ dL_dz2" for rate in ("eta", 1, 0.1, 0.01))},
        "uses W2 after its update for the hidden layer's gradient",
    ),
    Mistake(
        "dL_da2_for_dL_dz2",
        "The error at a2 was sent back through W2, instead of the gradient of the quantity that W2 feeds.",
        "Where does W2 lead: to the input of the output's activation function, or to its result?",
        {"dL_da1": ("W2.T @ dL_da2",)},
        "sends back the gradient at a2 in place of that at z2",
    ),
    Mistake(
        "mean_paths",
        "The paths from a hidden unit to the loss were averaged.",
        "When a hidden unit moves, every output moves. How does the loss change, given its change along each path?",
        {"dL_da1": ("W2.T @ dL_dz2 / m",)},
        "averages the paths from a hidden unit to the loss",
    ),
    Mistake(
        "first_path_only",
        "Only one of the paths from a hidden unit to the loss was followed.",
        "How many outputs does one hidden unit feed?",
        {"dL_da1": ("W2[:1].T @ dL_dz2[:1]", "W2[-1:].T @ dL_dz2[-1:]")},
        "follows only one path from a hidden unit to the loss",
    ),
    Mistake(
        "dW_transposed",
        "The gradient is transposed: its rows are where its columns belong.",
        "(W)_ij leads to i, from j. Which of the two factors has a number for each i?",
        at_both("dL_dW{layer}", "{fed} @ dL_dz{layer}.T"),
        "transposes the gradients of the weights",
    ),
    Mistake(
        "z1_for_a1",
        "z1 was used as the hidden layer's output; but it has not been through the activation function yet.",
        "What does the forward pass multiply W2 by?",
        {"dL_dW2": ("dL_dz2 @ z1.T",), "z2": ("W2 @ z1 + b2",)},
        "uses z1 where a1 belongs",
    ),
    Mistake(
        "x_for_a1",
        "x was used as the input of the output layer; but x is the input of the hidden layer.",
        "What does the forward pass multiply W2 by?",
        {"dL_dW2": ("dL_dz2 @ x.T",), "z2": ("W2 @ x + b2",)},
        "uses x where a1 belongs",
    ),
    Mistake(
        "bias_sum",
        "Every bias got the sum over all units of its layer.",
        "How many units does one bias feed? What is the derivative of (z)_i with respect to (b)_j for another j?",
        at_both("dL_db{layer}", "np.full_like(b{layer}, dL_dz{layer}.sum())"),
        "gives every bias the sum over the units of its layer",
    ),
    Mistake(
        "matrix_for_elementwise",
        "This is a matrix product; but here each number meets only its own partner, and no units are summed.",
        "(a)_i depends on (z)_i alone. How many terms are there for one element?",
        at_both(
            "dL_dz{layer}",
            *("dL_da{layer} @ da{layer}_dz{layer}", "da{layer}_dz{layer} @ dL_da{layer}"),
            *("dL_da{layer} @ da{layer}_dz{layer}.T", "da{layer}_dz{layer} @ dL_da{layer}.T"),
            *("dL_da{layer}.T @ da{layer}_dz{layer}", "da{layer}_dz{layer}.T @ dL_da{layer}"),
        ),
        "uses a matrix product for an elementwise product",
    ),
    Mistake(
        "elementwise_for_matrix",
        "Numbers were multiplied element by element; a matrix product belongs there.",
        "Write down one element with its indices: which numbers does it need?",
        {
            **at_both("dL_dW{layer}", "dL_dz{layer} * {fed}.T", "dL_dz{layer} * {fed}"),
            "dL_da1": ("W2.T * dL_dz2", "W2 * dL_dz2", "W2.T * dL_dz2.T"),
            **at_both("z{layer}", "W{layer} * {fed} + b{layer}", "W{layer} * {fed}.T + b{layer}"),
        },
        "uses an elementwise product for a matrix product",
    ),
)


def _at_each(formula: str) -> dict[str, tuple[str, ...]]:
    return {at: (formula.format(at.removeprefix("new_")),) for at in STEP}


#: Mistakes of the step itself, where the gradients are right.
STEP_MISTAKES = ByName(
    Mistake(
        "not_moved",
        "No step was taken: the new numbers are the old ones.",
        "What is subtracted from the old number?",
        _at_each("{0}"),
    ),
    Mistake(
        "no_eta",
        "The whole gradient was subtracted: the learning rate eta is missing.",
        "How much of the gradient is one step?",
        _at_each("{0} - dL_d{0}"),
    ),
    Mistake(
        "uphill",
        "This step goes uphill: the gradient points in the direction in which the loss rises fastest.",
        "Should the loss rise or fall, and which way does the gradient point?",
        _at_each("{0} + eta * dL_d{0}"),
    ),
)

_SOME = ("[:, :1]", "[:, -1:]", "[:, 1:]", "[:, :-1]")
#: Mistakes that show only with several examples.
BATCH_MISTAKES = ByName(
    Mistake(
        "some_examples",
        "Not all examples count: the sum over the examples leaves some out.",
        "Which examples does your code reach, and what becomes of each one's share?",
        {
            **at_both("dL_dW{layer}", *(f"dL_dz{{layer}}{some} @ {{fed}}{some}.T" for some in _SOME)),
            **at_both("dL_db{layer}", *(f"dL_dz{{layer}}{some}.sum(axis=1, keepdims=True)" for some in _SOME)),
        },
    ),
)
