"""The questions of notebooks 04 to 07, for bank.py."""

BANK_04_TO_07: dict[str, dict] = {
    # 04 Step 2
    "confidently wrong": {
        "text": "Output 0 should be 1, but its pre-activation is −8. How large is the gradient at this pre-activation?",
        "options": {
            "Large: the output could hardly be more wrong": "The error a₂ − y is large. But the gradient is the error "
            "times the slope of the sigmoid, and at −8 the sigmoid is flat.",
            "About −0.0003": "",
            "Exactly 0: the unit is saturated": "The slope is small, 0.0003, but never 0 for a finite pre-activation.",
        },
        "why": "(a₂ − y) σ′(−8) is about −1 · 0.0003: a small step of the pre-activation hardly moves the output and "
        "so hardly moves the loss. A confidently wrong unit learns slowly.",
    },
    "steepest sigmoid": {
        "text": "At which pre-activation is the slope of the sigmoid largest, and how large is it there?",
        "options": {
            "At 0, and it is ¼": "",
            "At 0, and it is 1": "The curve crosses the middle there, but σ(1 − σ) = ½ · ½.",
            "Far to the right, where σ is 1": "There the activation is largest, and the curve is flat.",
        },
        "why": "σ′ = σ(1 − σ) is largest where σ = ½, that is at z = 0, and ½ · ½ = ¼.",
    },
    # 05 Step 3
    "gradient of a zero bias": {
        "text": "A bias is 0. What is its gradient?",
        "options": {
            "0, since the bias is 0": "The gradient asks how the loss moves when the bias moves, not how large it is.",
            "The gradient at its unit's pre-activation": "",
            "1, since z = Wa + b": "1 is the local derivative ∂z/∂b. The chain rule multiplies it by ∂L/∂z.",
        },
        "why": "∂L/∂b₂ = ∂L/∂z₂, whatever the bias is: moving the bias moves the pre-activation just as much.",
    },
    "silent unit": {
        "text": "Hidden unit 1 has the activation 0. What are the gradients of the weights that lead away from it?",
        "options": {
            "0": "",
            "Those of the biases": "The gradient of a weight has the activation as a factor; that of a bias has not.",
            "Large, so that the unit wakes up": "A gradient has no purpose: it is how the loss moves with the weight.",
        },
        "why": "∂L/∂(W₂)ᵢⱼ is ∂L/∂(z₂)ᵢ times (a₁)ⱼ, and (a₁)ⱼ is 0. Whatever the weight is, 0 times it is sent on.",
    },
    # 06 Step 4
    "two paths": {
        "text": "The path from hidden unit 0 through output 0 carries −0.3, the one through output 1 carries +0.1. "
        "What is the gradient at this hidden unit?",
        "options": {
            "−0.1, the mean": "Means are for examples. The changes along two paths both happen, so they add.",
            "−0.2, the sum": "",
            "−0.3, the strongest": "The other path is there too: when the unit moves, both outputs move.",
            "−0.03, the product": "Factors along one path multiply. Different paths add.",
        },
        "why": "Moving the hidden unit by a little d changes the loss by −0.3 d through output 0 and by +0.1 d through "
        "output 1: together by −0.2 d.",
    },
    # 07 Step 5
    "paths of a first weight": {
        "text": "There are 2 inputs, 3 hidden units and 2 outputs. How many paths lead from one first-layer weight "
        "to the loss?",
        "options": {
            "1": "The weight enters one hidden unit only. But from there it goes on to every output.",
            "2": "",
            "6": "That is the number of all weights in the output layer. This weight reaches one hidden unit only.",
        },
        "why": "From the weight to its hidden unit, then through each of the 2 outputs to the loss: one path for each "
        "output.",
    },
    "all targets met": {
        "text": "Every output is exactly on its target. Which gradients are 0?",
        "options": {
            "Only those of the output layer": "What comes back to the hidden layer is made of the output layer's.",
            "All of them": "",
            "None: the weights still have an influence": "They have, but at the lowest point of the loss no small step "
            "changes it in first order.",
        },
        "why": "∂L/∂a₂ = a₂ − y is 0, and it is a factor of every path.",
    },
}
