"""The questions of notebook 13."""

BANK_13: dict[str, dict] = {
    "tanh in the hidden layer": {
        "text": "The hidden layer gets tanh in place of the sigmoid; all else stays. How many of the ten lines of the "
        "backward pass must you write differently?",
        "options": {
            "All ten": "Many numbers change, since a₁ does. But a line such as the weights' gradient is the same "
            "formula of other numbers.",
            "The four that belong to the hidden layer": "Three of them are built from other quantities, whatever the "
            "function is.",
            "One": "",
        },
        "why": "The function of a layer stands in one line of the backward pass alone, that of its slope. All other "
        "lines only multiply and sum what they get.",
    },
    "one of three shares": {
        "text": "A layer of three outputs gives shares that sum to 1. One of its pre-activations is raised. Which "
        "outputs change?",
        "options": {
            "All three": "",
            "That one alone": "So it is with the sigmoid, where each output has its own pre-activation.",
            "That one and the largest": "Whatever one share gains, all others lose together, each in proportion to "
            "its size.",
        },
        "why": "The outputs sum to 1, so one can't rise alone. From each pre-activation a path leads to every output.",
    },
    "wrong and sure again": {
        "text": "An output should be 1, but its pre-activation is −8. Half the squared error has the gradient −0.0003 "
        "there, and learns slowly. With the cross-entropy, what is the gradient at this pre-activation?",
        "options": {
            "About −3000": "That is the gradient at the activation, −1/a. The slope of the sigmoid is still to come.",
            "About −1": "",
            "About −0.0003, too": "The sigmoid is as flat as before, but this loss is as steep there as the sigmoid is "
            "flat.",
        },
        "why": "The gradient at the activation is −1/a, about −3000, and the slope is about 0.0003. Their product is "
        "a − 1, the whole error.",
    },
}
