"""The questions of notebooks 06 to 11 as they are asked again in later notebooks; recall_00_to_05.py says how."""

from ..mathematics.costs import parameters
from ..mathematics.network import Network
from ..mathematics.paths import paths_to_loss
from ..notation.table import PARAMETERS

RECALL_06_TO_11: dict[str, dict] = {
    "two paths": {
        "numbers": lambda trace, draw: {
            "w0": (w := trace.W2[:, 0])[0],
            "w1": w[1],
            "g0": (g := trace.dL_dz2[:, 0])[0],
            "g1": g[1],
            "right": (s := trace.dL_da1[0, 0]),
            "mean": s / 2,
            "first": w[0] * g[0],
        },
        "text": "A hidden unit has the weight {w0} to output 0 and {w1} to output 1. The gradients of the outputs' "
        "pre-activations are {g0} and {g1}. What is the gradient at the hidden unit's activation, roughly?",
        "options": {
            "{mean}": "That is the mean. Moving the unit moves both outputs, each fully.",
            "{first}": "That is the path through output 0 alone.",
            "{right}": "",
        },
        "why": "Along each path, multiply the weight and the gradient, then add: about {right}.",
    },
    "detached": {
        "text": "A library detaches a₁. You nudge one element of W₁ and watch the loss. What do you find?",
        "options": {
            "The loss stays, and the library's ∂L/∂W₁ is 0": "The loss would stay if a₁ were held. But here a₁ follows "
            "W₁, and the loss follows a₁.",
            "The loss moves as the library's ∂L/∂W₁ says": "The backward pass stops at a₁, so nothing comes back to "
            "W₁.",
            "The loss moves, but the library's ∂L/∂W₁ is 0": "",
        },
        "why": "Detaching leaves the forward pass as it is, so the loss still depends on W₁. Only the backward pass "
        "is cut off.",
    },
    "paths of a first weight": {
        "numbers": lambda trace, draw: {
            "n": 2,
            "h": (h := draw.randint(4, 8)),
            "m": (m := draw.choice([2, 3])),
            "paths": len(paths_to_loss(Network.random(2, h, m).trace([0, 0], [0] * m), "b1[0]")),
            "weights": h * m,
        },
        "text": "There are {n} inputs, {h} hidden units and {m} outputs. How many paths lead from the bias of one "
        "hidden unit to the loss?",
        "options": {
            "{paths}": "",
            "1": "The bias belongs to one hidden unit, but this unit feeds every output.",
            "{weights}": "That is the number of weights between hidden units and outputs; only {m} of them begin at "
            "this unit.",
        },
        "why": "From the bias to its unit, then through each of the {m} outputs to the loss.",
    },
    "all targets met": {
        "text": "Output 0 is exactly on its target; output 1 is not. Which gradients are 0 for sure?",
        "options": {
            "Row 0 of ∂L/∂W₂": "",
            "Column 0 of ∂L/∂W₂": "A column belongs to a hidden unit. The weights that lead to output 0 are a row.",
            "Those of W₁": "Each hidden unit also has a path through output 1.",
        },
        "why": "∂L/∂(z₂)₀ has the factor (a₂ − y)₀ = 0, and it is a factor of each gradient in row 0.",
    },
    "a smaller step": {
        "text": "With h = 10⁻¹² a central difference has only three digits in common with your gradient; with h = 10⁻⁵ "
        "it has nine. What is wrong?",
        "options": {
            "The gradient": "If it were wrong, no other step would make them agree.",
            "The first step: at 10⁻¹² rounding takes over": "",
            "The second step: a smaller h is more exact": "In exact arithmetic it is. But a computer rounds both "
            "losses, and that error is divided by h.",
        },
        "why": "The error of rounding grows like 1/h. Near 10⁻⁵ it is small, and so is the error of a long step.",
    },
    "a long step": {
        "numbers": lambda trace, draw: {
            "squares": (s := sum((getattr(trace, f"dL_d{name}") ** 2).sum() for name in PARAMETERS)),
            "right": 0.1 * s,
            "length": 0.1 * s**0.5,
        },
        "text": "The squares of all elements of the gradient add up to {squares}. You take a step with the small "
        "learning rate 0.1. By about how much does the loss fall?",
        "options": {
            "{squares}": "The learning rate is missing: it says how far the step goes.",
            "{length}": "That is the length of the step. Multiply it by the slope, which is the length of the "
            "gradient.",
            "{right}": "",
        },
        "why": "Each weight changes by −η g, and each such change changes the loss by about −η g². In all that is −η "
        "times the sum of the squares, here −{right}.",
    },
    "border of the learning rate": {
        "numbers": lambda trace, draw: {
            "w": (w := trace.W2[0, 0]),
            "g": (g := round(trace.dL_dW2[0, 0], 2)),  # else the difference of what is shown may be another
            "right": w - 2 * g,
            "up": w + 2 * g,
            "slow": w - g,
        },
        "text": "A weight is {w}, its gradient is {g}, and the learning rate is 2. What is the weight after one step "
        "of gradient descent, roughly?",
        "options": {
            "{up}": "That goes uphill: the gradient points in the direction in which the loss grows.",
            "{right}": "",
            "{slow}": "The gradient has to be multiplied by the learning rate.",
        },
        "why": "New is old minus η times the gradient, here {w} minus twice {g}: about {right}.",
    },
    "price of a gradient": {
        "numbers": lambda trace, draw: {
            "P": (p := parameters((draw.randint(3, 9), draw.randint(3, 9), 2))),
            "right": 2 * p,
        },
        "text": "A network has {P} parameters. How many forward passes do central differences need for the whole "
        "gradient?",
        "options": {
            "2": "The backward pass costs at most about as much as two forward passes. Differences need two for each "
            "parameter.",
            "{P}": "A central difference needs two losses: one with the parameter moved up, one with it moved down.",
            "{right}": "",
        },
        "why": "Two for each of the {P} parameters.",
    },
    "one more layer": {
        "numbers": lambda trace, draw: {"k": (k := draw.choice([5, 6, 7, 8, 9, 20])), "square": k * k, "double": 2 * k},
        "text": "Every layer has {k} units. You add two layers of {k}. How many times as many paths lead from a weight "
        "of the first layer to the loss?",
        "options": {
            "{square}": "",
            "{double}": "Each layer multiplies the number of paths; these factors don't add up.",
            "2": "That is the number of new layers.",
        },
        "why": "Each new layer gives every path {k} ways to go on: {k} · {k} = {square}.",
    },
    "one input": {
        "text": "A function has 1000 inputs and 1 output. You want the derivative of the output with respect to every "
        "input. How many backward passes do you need?",
        "options": {
            "1000": "Forward mode would need that many, one for each input. One backward pass reaches all inputs.",
            "1": "",
            "1001": "No input needs a pass of its own, and there is only one output.",
        },
        "why": "A backward pass starts at an output and reaches all inputs. That is why training uses it: the loss is "
        "one number.",
    },
    "twenty layers back": {
        "numbers": lambda trace, draw: {"layers": (n := draw.randint(3, 8)), "right": 0.25**n, "divided": 0.25 / n},
        "text": "The weights of a deep network don't change the length of a gradient; the slopes of its sigmoids are "
        "at most ¼. What fraction of the gradient is left after {layers} layers, at most?",
        "options": {
            "{divided}": "That is 1 / (4 · {layers}). But the factors multiply.",
            "0.25": "One layer leaves that much. Each further one leaves a quarter of what it gets.",
            "{right}": "",
        },
        "why": "¼ to the power {layers}, about {right}.",
    },
    "all weights alike": {
        "text": "Hidden units 0 and 1 start with equal weights and biases, in and out; unit 2 starts with different "
        "ones. Which units are alike after training?",
        "options": {
            "0 and 1": "",
            "None": "Training would have to tell 0 and 1 apart. But both get the same gradients.",
            "All": "Unit 2 starts elsewhere and gets different gradients.",
        },
        "why": "Equal units get equal gradients at every step, whatever the other units do.",
    },
    "proof by falling loss": {
        "text": "The loss of your network has fallen at each of 1000 steps. What does this show about your gradients?",
        "options": {
            "They are right": "Most of the usual mistakes make the loss fall, too.",
            "Their signs are right": "Some may be wrong: a step goes downhill if the right ones outweigh them.",
            "Their steps go downhill": "",
        },
        "why": "Many directions lead downhill, and the one against the gradient is one of them. Only a comparison, as "
        "with finite differences, shows that the gradient is right.",
    },
    "mistakes that go downhill": {
        "text": "A backward pass leaves out σ′(z₂). What will you probably see in training?",
        "options": {
            "The loss rises": "The slope is positive. Without it each element of ∂L/∂z₂ is too large, but its sign "
            "stays.",
            "The network learns, perhaps faster": "",
            "An error: the shapes don't fit": "The slope has the shape of what it multiplies, so leaving it out "
            "changes no shape.",
        },
        "why": "Without the slope, which is at most ¼, each element of ∂L/∂z₂ is at least four times as large and has "
        "the same sign. So the loss usually falls, and only a comparison shows the mistake.",
    },
}
