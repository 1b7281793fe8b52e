"""The questions of notebooks 00 to 07, for bank.py: the passes, and the gradients step by step."""

BANK_00_TO_07: dict[str, dict] = {
    # 00 Start here
    "sign of a gradient": {
        "text": "A weight has the gradient −0.05. You raise the weight a little. What does the loss do?",
        "options": {
            "It rises": "Not every rise of a weight raises the loss. The sign of the gradient says which way it goes.",
            "It falls": "",
            "It stays, since −0.05 is almost 0": "Small is not zero: a step of 0.1 changes the loss by about −0.005.",
        },
        "why": "The gradient is the slope of the loss along that weight. Negative slope: up with the weight, "
        "down with the loss.",
    },
    "what backpropagation changes": {
        "text": "Backpropagation has run once, and nothing else has. Which numbers of the network are different now?",
        "options": {
            "The weights and biases": "That is gradient descent's job. Many texts call both together “backprop”.",
            "The activations": "The forward pass computed them before, and they stay.",
            "None: we only know the gradients now": "",
        },
        "why": "Backpropagation reads the network and gives gradients. Changing the weights is a step of its own.",
    },
    # 01 Notation
    "shape of W1": {
        "text": "There are n = 3 inputs and h = 5 hidden units. What is the shape of W₁?",
        "options": {
            "3 × 5": "It reads like the picture, from left to right. But W₁ stands left of x: its columns meet inputs.",
            "5 × 3": "",
            "5 × 5": "Only the output of the layer has size 5; each hidden unit needs one weight for each input.",
        },
        "why": "W₁x must be a column of 5 numbers, and x is a column of 3: (5 × 3)(3 × 1) gives 5 × 1. "
        "One row for each unit that receives.",
    },
    # 02 Forward pass
    "what follows an input": {
        "text": "You move x[1]. Which quantities change?",
        "options": {
            "Only z₁[1], since the index is the same": "The index of an input and of a hidden unit have nothing to do "
            "with each other. Every hidden unit reads every input.",
            "All of z₁ and a₁, and nothing after them": "a₁ is the output layer's input; what changes there goes on.",
            "All of z₁, a₁, z₂, a₂, and the loss": "",
        },
        "why": "Column 1 of W₁ carries x[1] into every hidden unit; from there it reaches every output and the loss.",
    },
    "half a sum of squares": {
        "text": "Three outputs miss their targets by 0.3, −0.1 and 0.2. What is the loss of this example?",
        "options": {
            "0.14": "That is the sum of the squares; the factor ½ is missing.",
            "0.07": "",
            "0.0467": "That is the mean of the squares. This loss has no mean over the outputs.",
            "0.2": "That is half the sum of the errors without their squares: here errors are squared, so none repays "
            "another.",
        },
        "why": "Half the sum of squares: ½ (0.09 + 0.01 + 0.04) = 0.07.",
    },
    # 03 Step 1
    "gradient at an output": {
        "text": "An output is 0.8 and its target is 1. What is the gradient of the loss with respect to this output?",
        "options": {
            "0.2": "That is y − a₂, how far the output should still go. The loss falls as the output rises, so the "
            "slope is negative.",
            "−0.2": "",
            "−0.4": "The derivative of the square is 2(a₂ − y), but the ½ in front of it cancels the 2.",
            "0.02": "That is the loss itself, ½ · 0.2². The gradient is its slope.",
        },
        "why": "a₂ − y = 0.8 − 1 = −0.2. Raising the output by a little d changes the loss by about −0.2 d.",
    },
    "other outputs": {
        "text": "Output 1 moves further from its target. What happens to the gradient at output 0?",
        "options": {
            "It grows, since the loss grows": "The loss grows, but the gradient at output 0 is a slope along output 0.",
            "Nothing": "",
            "It shrinks, since output 1 takes a larger share": "A gradient is a rate, not a share of the blame.",
        },
        "why": "The loss is a sum with one term for each output. The slope along output 0 sees its own term only.",
    },
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
