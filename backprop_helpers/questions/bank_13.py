"""The questions of notebook 13."""

BANK_13: dict[str, dict] = {
    "tanh in the hidden layer": {
        "text": "The hidden layer gets tanh in place of the sigmoid; everything else stays. With a line of its own for "
        "each σ′, the backward pass has ten lines. How many of them must you write differently?",
        "options": {
            "All ten": "Many numbers change, since a₁ does. But a line such as that of a weight's gradient keeps its "
            "formula.",
            "Five": "Five lines belong to the hidden layer. But four of them have the same formula, whatever its "
            "function is.",
            "One": "",
        },
        "why": "Only one line depends on the layer's function: that of its slope. The others multiply and add what "
        "they are given.",
    },
    "one of three shares": {
        "text": "A layer turns any three pre-activations into three outputs that are positive and sum to 1. "
        "One pre-activation is raised. Which outputs change?",
        "options": {
            "All three": "",
            "That one alone": "This is true of sigmoids: there each output depends on its own pre-activation only.",
            "That one and the largest": "What one share gains, all the others lose together, each in proportion to "
            "its size.",
        },
        "why": "The outputs sum to 1, so one can't rise alone. A path leads from each pre-activation to every output.",
    },
    "wrong and sure again": {
        "text": "An output with a sigmoid should be 1, but its pre-activation is −8. With half the squared error, the "
        "gradient there is about −0.0003, so it learns slowly. What is the gradient with the cross-entropy?",
        "options": {
            "About −3000": "That is the gradient at the activation, −1/a. It still has to be multiplied by the slope "
            "of the sigmoid.",
            "About −1": "",
            "Still about −0.0003": "The slope of the sigmoid is the same as before. But this loss is much steeper "
            "there: −1/a, not about −1.",
        },
        "why": "The gradient at the activation is −1/a, about −3000, and the slope is a (1 − a), about 0.0003. Their "
        "product is a − 1, the whole error.",
    },
}
