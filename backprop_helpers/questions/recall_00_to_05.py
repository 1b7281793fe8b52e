"""The questions of notebooks 00 to 05 as they are asked again in later notebooks, in other words, for recall.py.

`numbers(trace, draw)` returns what stands in the braces, from the trace of a random network; the rest is as in bank.py.
"""

import numpy as np

from ..mathematics.network import sigmoid_prime

RECALL_00_TO_05: dict[str, dict] = {
    "sign of a gradient": {
        "numbers": lambda trace, draw: {"g": (g := round(trace.dL_dW2[0, 0], 2)), "right": -0.1 * g, "raised": 0.1 * g},
        "text": "A weight has the gradient {g}. You lower it by 0.1. By about how much does the loss change?",
        "options": {
            "{right}": "",
            "{raised}": "That is the change if you raise the weight by 0.1.",
            "{g}": "That is the rate. For a change, multiply it by how far the weight moves.",
        },
        "why": "The gradient times the change of the weight, which is −0.1: {right}.",
    },
    "what backpropagation changes": {
        "text": "A program runs backpropagation 1000 times on the same example and does nothing else. What happens to "
        "the loss?",
        "options": {
            "It falls, ever more slowly": "Steps of gradient descent might do that, but none is taken here.",
            "Nothing: no weight changes": "",
            "That depends on the learning rate": "The learning rate belongs to gradient descent, which doesn't run "
            "here.",
        },
        "why": "Backpropagation computes the same gradients a thousand times. Nothing uses them to change a weight.",
    },
    "shape of W1": {
        "numbers": lambda trace, draw: {"n": draw.randint(2, 4), "h": draw.randint(5, 8)},
        "text": "There are {n} inputs and {h} hidden units. What is the shape of ∂L/∂W₁?",
        "options": {
            "({h}, {n})": "",
            "({n}, {h})": "That reads like the picture, from inputs to units. Rows come first, and each hidden unit "
            "has a row.",
            "({h}, 1)": "That is the shape of ∂L/∂b₁: one number for each hidden unit.",
        },
        "why": "A gradient has the shape of its own quantity, and W₁ has a row for each of the {h} hidden units.",
    },
    "what follows an input": {
        "text": "You move the bias of hidden unit 1. Which of the pre-activations z₁ and z₂ change?",
        "options": {
            "z₁[1] and all of z₂": "",
            "All of z₁ and all of z₂": "An input feeds every hidden unit; a bias belongs to one unit.",
            "z₁[1] and z₂[1]": "Hidden unit 1 and output 1 share an index and nothing else. A hidden unit feeds every "
            "output.",
        },
        "why": "The bias changes the pre-activation and the activation of its own unit, and from there every output.",
    },
    "half a sum of squares": {
        "numbers": lambda trace, draw: {
            "one": (e := np.round(trace.dL_da2[:, 0], 1))[0],
            "two": e[1],
            "all": (s := (e**2).sum()),
            "right": s / 2,
            "mean": s / 4,
        },
        "text": "Two outputs miss their targets by {one} and {two}. What is the loss of this example?",
        "options": {
            "{all}": "That is the sum of the squares, without the ½.",
            "{right}": "",
            "{mean}": "That takes the mean over the outputs as well. This loss has only the ½.",
        },
        "why": "Half the sum of squares: ½ · {all} = {right}.",
    },
    "gradient at an output": {
        "numbers": lambda trace, draw: {
            "a": (a := round(trace.a2[0, 0], 3)),
            "y": trace.y[0, 0],
            "right": (g := a - trace.y[0, 0]),
            "flipped": -g,
            "twice": 2 * g,
        },
        "text": "An output is {a}; its target is {y}. What is the gradient of the loss with respect to this output?",
        "options": {
            "{flipped}": "That is target minus output, the way that the output still has to go.",
            "{twice}": "The ½ of the loss cancels the 2 of the square's derivative.",
            "{right}": "",
        },
        "why": "Output minus target: {a} − {y} = {right}.",
    },
    "other outputs": {
        "text": "Only the target of output 1 moves. Which elements of ∂L/∂a₂ change?",
        "options": {
            "All, since the loss changes": "The loss is a sum. Only the term of output 1 has this target in it.",
            "Only that of output 1": "",
            "None, since no output changes": "The gradient is a₂ − y, so it moves with the target, too.",
        },
        "why": "∂L/∂a₂ is a₂ − y, element by element, and only one element of y has changed.",
    },
    "confidently wrong": {
        "numbers": lambda trace, draw: {
            "a": (a := trace.a2[0, 0]),
            "g": (g := trace.dL_da2[0, 0]),
            "right": trace.dL_dz2[0, 0],
            "at_a": g * sigmoid_prime(a),
        },
        "text": "An output has the activation {a}, and ∂L/∂a₂ is {g} there. What is ∂L/∂z₂, roughly?",
        "options": {
            "{g}": "A change of z₂ changes a₂ by less: the slope of the sigmoid is missing.",
            "{right}": "",
            "{at_a}": "This uses σ′({a}), the slope at a₂. The slope is needed at z₂: it is a₂ (1 − a₂).",
        },
        "why": "The gradient times the slope of the sigmoid: {a} · (1 − {a}) times {g}, about {right}.",
    },
    "steepest sigmoid": {
        "numbers": lambda trace, draw: {
            "a": (a := draw.choice([0.1, 0.2, 0.3, 0.7, 0.8, 0.9])),
            "right": a * (1 - a),
            "rest": 1 - a,
            "most": 0.25,
        },
        "text": "A unit with a sigmoid has the activation {a}. What is the slope of the sigmoid there?",
        "options": {
            "{right}": "",
            "{most}": "That is the largest slope. The sigmoid has it only where its value is ½.",
            "{rest}": "That is 1 − a, one of the two factors.",
        },
        "why": "σ′ = σ (1 − σ) = {a} · {rest} = {right}.",
    },
    "gradient of a zero bias": {
        "numbers": lambda trace, draw: {
            "g": (g := trace.dL_dz2[0, 0]),
            "b": (b := trace.b2[0, 0]),
            "right": trace.dL_db2[0, 0],
            "product": g * b,
        },
        "text": "The pre-activation of an output has the gradient {g}. The output's bias is {b}. What is the gradient "
        "of the bias?",
        "options": {
            "{product}": "The bias itself is not a factor. How fast the loss follows it doesn't depend on its value.",
            "1": "That is how fast the pre-activation follows the bias. The loss follows {g} times as fast.",
            "{right}": "",
        },
        "why": "The pre-activation moves exactly as the bias does, so both have the same gradient.",
    },
    "silent unit": {
        "numbers": lambda trace, draw: {
            "g": (g := trace.dL_dz2[0, 0]),
            "a": (a := trace.a1[1, 0]),
            "right": trace.dL_dW2[0, 1],
            "sum": g + a,
        },
        "text": "A weight leads from hidden unit 1, with the activation {a}, to output 0, whose pre-activation has the "
        "gradient {g}. What is the gradient of the weight, roughly?",
        "options": {
            "{g}": "That is the gradient of the bias of output 0.",
            "{right}": "",
            "{sum}": "Along one path factors are multiplied, not added.",
        },
        "why": "The gradient at the end of the weight times the activation at its start: {a} times {g}, about {right}.",
    },
}
