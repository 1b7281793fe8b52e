"""The questions of notebooks 00 to 03, for bank.py."""

BANK_00_TO_03: dict[str, dict] = {
    # 00 Start here
    "sign of a gradient": {
        "text": "A weight has the gradient −0.05. You raise the weight a little. What does the loss do?",
        "options": {
            "It rises": "Raising a weight does not always raise the loss. The sign of the gradient says what happens.",
            "It falls": "",
            "It stays, since −0.05 is almost 0": "Small is not zero: a change of the weight by 0.1 "
            "changes the loss by about −0.005.",
        },
        "why": "The gradient is the slope of the loss along that weight. It is negative, so the loss falls when the "
        "weight rises.",
    },
    "what backpropagation changes": {
        "text": "Backpropagation has run once, and nothing else has. Which numbers of the network are different now?",
        "options": {
            "The weights and biases": "Gradient descent changes them. Many texts call both together “backprop”.",
            "The outputs of the units": "They were computed before; backpropagation only reads them.",
            "None: only gradients are new": "",
        },
        "why": "Backpropagation computes gradients. Changing the weights is a separate step.",
    },
    # 01 Notation
    "shape of W1": {
        "text": "There are n = 3 inputs and h = 5 hidden units. What is the shape of W₁?",
        "options": {
            "(5, 3)": "",
            "(3, 5)": "It reads like the picture, from left to right. But W₁ stands to the left of x in W₁x, so it "
            "needs one column for each input.",
            "(5, 5)": "There are 5 hidden units, but each needs one weight for each of the 3 inputs.",
        },
        "why": "W₁x must be a column of 5 numbers, and x is a column of 3: (5, 3) times (3, 1) gives (5, 1). "
        "W₁ has one row for each hidden unit.",
    },
    # 02 Forward pass
    "what follows an input": {
        "text": "You move x[1]. Which quantities change?",
        "options": {
            "Only z₁[1], since the index is the same": "Input 1 and hidden unit 1 share an index and nothing else. "
            "Every hidden unit has a weight from every input.",
            "All of z₁ and a₁, and nothing after them": "z₂ is computed from a₁, so it changes, too.",
            "All of z₁, a₁, z₂, a₂, and the loss": "",
        },
        "why": "Column 1 of W₁ holds the weights from x[1] to all hidden units. If these change, so do the outputs "
        "that are computed from them, and the loss.",
    },
    "half a sum of squares": {
        "text": "Three outputs miss their targets by 0.3, −0.1 and 0.2. What is the loss of this example?",
        "options": {
            "0.14": "That is the sum of the squares; the factor ½ is missing.",
            "0.07": "",
            "0.0467": "That is the mean of the squares. This loss has no mean over the outputs.",
            "0.2": "That is half the sum of the errors. They are squared first, so a negative one can't cancel a "
            "positive one.",
        },
        "why": "Half the sum of squares: ½ (0.09 + 0.01 + 0.04) = 0.07.",
    },
    # 03 Step 1
    "gradient at an output": {
        "text": "Output 0 is 0.4 and its target is 0.6. What is the gradient of the loss with respect to this output?",
        "options": {
            "−0.2": "",
            "0.2": "That is y − a₂, how far the output still has to go. The loss falls when the output rises, so the "
            "slope is negative.",
            "−0.4": "The derivative of the square is 2(a₂ − y), but the ½ in front of it cancels the 2.",
            "0.02": "That is the loss itself, ½ · 0.2². The gradient is its slope.",
        },
        "why": "a₂ − y = 0.4 − 0.6 = −0.2. Raising the output by a little d changes the loss by about −0.2 d.",
    },
    "other outputs": {
        "text": "Output 1 moves further from its target. What happens to the gradient at output 0?",
        "options": {
            "It grows, since the loss grows": "The loss grows, but its slope along output 0 is another matter.",
            "It stays the same": "",
            "It shrinks, since output 1 takes a larger share": "A gradient is a rate, not a share of the blame.",
        },
        "why": "The loss is a sum with one term for each output, and only the term of output 0 changes with output 0.",
    },
}
