"""The questions of notebooks 04 to 07, for bank.py."""

BANK_04_TO_07: dict[str, dict] = {
    # 04 Step 2
    "confidently wrong": {
        "text": "Output 0 should be 1, but its pre-activation is −8. How large is the gradient at this pre-activation?",
        "options": {
            "Large: the output could hardly be more wrong": "The error a₂ − y is large. But the gradient is the error "
            "times the slope of the sigmoid, and at −8 the sigmoid is almost flat.",
            "Exactly 0: the sigmoid is flat there": "The slope is small, 0.0003, but it is not 0.",
            "About −0.0003": "",
        },
        "why": "(a₂ − y) σ′(−8) is about −1 · 0.0003: a small change of the pre-activation hardly moves the output, "
        "and so hardly moves the loss. With this loss, a confidently wrong unit learns slowly.",
    },
    "steepest sigmoid": {
        "text": "At which pre-activation is the slope of the sigmoid largest, and how large is it there?",
        "options": {
            "At 0, and it is ¼": "",
            "At 0, and it is 1": "The place is right, but there σ(1 − σ) = ½ · ½.",
            "Far to the right, where σ is almost 1": "There the activation is largest, but the curve is almost flat.",
        },
        "why": "σ′ = σ(1 − σ) is largest if σ = ½, that is at z = 0, and ½ · ½ = ¼.",
    },
    # 05 Step 3
    "gradient of a zero bias": {
        "text": "A bias is 0. What is its gradient?",
        "options": {
            "0, since the bias itself is 0": "The gradient says how the loss moves when the bias moves. How large the "
            "bias is doesn't matter.",
            "That of its unit's pre-activation": "",
            "1, since z = Wa + b": "1 is the local derivative ∂z/∂b. The chain rule multiplies it by ∂L/∂z.",
        },
        "why": "∂L/∂b₂ = ∂L/∂z₂, whatever the bias is: if the bias moves, the pre-activation moves just as much.",
    },
    "silent unit": {
        "text": "Hidden unit 1 is set to the activation 0 by hand. What are the gradients of the weights that lead "
        "away from it?",
        "options": {
            "Those of the biases": "The gradient of a weight has the activation as a factor; that of a bias doesn't.",
            "Large, so that the unit wakes up": "A gradient has no purpose: it says how the loss follows the weight.",
            "0": "",
        },
        "why": "∂L/∂(W₂)ᵢⱼ is ∂L/∂(z₂)ᵢ times (a₁)ⱼ, and (a₁)ⱼ is 0: a weight that multiplies 0 can change without any "
        "effect.",
    },
    # 06 Step 4
    "two paths": {
        "text": "Hidden unit 0 feeds both outputs. As its activation rises, the loss changes at the rate −0.3 through "
        "output 0 alone, and at the rate +0.1 through output 1 alone. What is the gradient at this activation?",
        "options": {
            "−0.2, the sum": "",
            "−0.1, the mean": "Moving the unit moves both outputs, each fully. So the two changes add up, undivided.",
            "−0.3, the strongest": "The other path is there too: when the unit moves, both outputs move.",
            "−0.03, the product": "Factors along one path are multiplied. Different paths are added.",
        },
        "why": "Moving the hidden unit by a little d changes the loss by −0.3 d through output 0 and by +0.1 d through "
        "output 1: together by −0.2 d.",
    },
    "detached": {
        "text": "You detach a₁: it is computed as usual, but the backward pass treats it as a given number. Now you "
        "change x[0]. Does the loss change, and what is ∂L/∂W₁?",
        "options": {
            "The loss changes, and ∂L/∂W₁ is 0": "",
            "The loss stays, and ∂L/∂W₁ is 0": "The loss would stay if a₁ were held at a fixed value. But here a₁ "
            "follows the input.",
            "The loss changes, and ∂L/∂W₁ is as usual": "Every path from W₁ to the loss goes through a₁, and there the "
            "backward pass stops.",
        },
        "why": "Detaching leaves the forward pass as it is and stops the backward pass. So ∂L/∂W₁ is 0, although the "
        "loss does depend on W₁: it no longer agrees with a finite difference.",
    },
    # 07 Step 5
    "paths of a first weight": {
        "text": "There are 2 inputs, 3 hidden units and 2 outputs. How many paths lead from one first-layer weight "
        "to the loss?",
        "options": {
            "1": "The weight enters one hidden unit only. But this unit feeds every output.",
            "2": "",
            "6": "That is the number of all weights in the output layer. This weight reaches one hidden unit only.",
        },
        "why": "From the weight to its hidden unit, then through each of the 2 outputs to the loss: one path for each "
        "output.",
    },
    "all targets met": {
        "text": "Suppose that every output is exactly on its target. Which gradients are 0?",
        "options": {
            "Only those of the output layer": "What comes back to the hidden layer is made of the output layer's.",
            "None: the weights still have an influence": "They have. But here the loss is at its lowest, and a small "
            "step d changes it only in proportion to d².",
            "All of them": "",
        },
        "why": "∂L/∂a₂ = a₂ − y is 0, and it is a factor of every path.",
    },
    "a smaller step": {
        "text": "The step h of a finite difference gets smaller: 10⁻², 10⁻⁵, 10⁻⁸, 10⁻¹¹. What happens to its error?",
        "options": {
            "It falls, then it grows": "",
            "It falls all the way": "In exact arithmetic it would. But a computer rounds both losses, and their "
            "difference is divided by a tiny h.",
            "It hardly changes": "At 10⁻² the curve is not alike on both sides: the error is far larger than at 10⁻⁵.",
        },
        "why": "The error of a long step falls like h², that of rounding grows like 1/h. Here the best step lies near "
        "10⁻⁵.",
    },
}
