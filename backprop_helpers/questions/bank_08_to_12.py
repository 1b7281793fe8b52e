"""The questions of notebooks 08 to 12, for bank.py."""

BANK_08_TO_12: dict[str, dict] = {
    # 08 Update rule
    "a long step": {
        "text": "A step with learning rate 1 lowers the loss by 0.01. What can you be sure of if you take the same "
        "step with learning rate 100?",
        "options": {
            "It lowers the loss by 1": "The slope alone says so, but the slope is right for small steps only; and if "
            "the loss is 0.2, it can't fall by 1 at all.",
            "It lowers the loss, by less than 1": "That is possible, but not certain. The surface bends, and so far "
            "away the loss may be higher than here.",
            "Nothing: the loss may fall, or rise": "",
        },
        "why": "The gradient is the slope right here. It does not tell you how the surface goes on: a long step can "
        "cross the valley and end higher on the other side.",
    },
    "border of the learning rate": {
        "text": "A loss depends on one weight: it is 2w², so its gradient is 4w. You start at w = 1 and take many "
        "steps of gradient descent. With which learning rates do they come ever closer to the lowest point, w = 0?",
        "options": {
            "All between 0 and ¼, no others": "With ¼ a single step ends at 0. With a little more it ends beyond 0, "
            "but closer than before.",
            "All between 0 and ½, no others": "",
            "All above 0: each step goes downhill": "Each step starts downhill, but it can cross the valley and end "
            "higher up on the other side.",
        },
        "why": "A step leads from w to w − η · 4w = (1 − 4η) w. That is closer to 0 only if 1 − 4η lies between −1 and "
        "1, so only if η lies between 0 and ½. With exactly ½ the weight jumps between 1 and −1 forever.",
    },
    # 09 Computational efficiency
    "price of a gradient": {
        "text": "A large network has P parameters, and one forward pass takes 1 second. About how long do both "
        "passes of backpropagation take, at most, for all P derivatives?",
        "options": {
            "3 seconds": "",
            "P seconds": "That would be one pass for each derivative. One backward pass gives all of them.",
            "2P seconds": "That is the price of finite differences: two forward passes for each derivative.",
        },
        "why": "For each matrix product of the forward pass, the backward pass has at most two of the same size. So it "
        "takes at most about 2 seconds more, whatever P is.",
    },
    "one more layer": {
        "text": "Every layer has 10 units. You add one more layer of 10. How does the number of paths from a weight of "
        "the first layer to the loss change?",
        "options": {
            "There are 10 more": "Each path that was there before now has 10 ways to go on.",
            "There are twice as many": "Twice would mean two ways on from each unit; there are 10.",
            "There are ten times as many": "",
        },
        "why": "Every path splits into 10 at the new layer. With 5 more layers there are 100,000 times as many.",
    },
    "one input": {
        "text": "A function has 1 input and 1000 outputs. You want the derivative of each output with respect to the "
        "input. How many backward passes do you need?",
        "options": {
            "1, as in training": "In training one pass is enough because there is one output: the loss.",
            "1000": "",
            "1001: one for each input and each output": "A backward pass starts at an output and reaches every "
            "input, so no input needs one of its own.",
        },
        "why": "Each backward pass starts at one output, so 1000 outputs take 1000 passes. A pass in the other "
        "direction, from the one input forward, gives all 1000 derivatives at once.",
    },
    # 10 Deep networks
    "twenty layers back": {
        "text": "On its way back through a layer, a gradient is multiplied by the layer's weights and by slopes of at "
        "most a quarter. Suppose that the weights don't change its length. About what fraction of it is left after "
        "20 layers, at most?",
        "options": {
            "10⁻¹²": "",
            "1/80": "That is 20 layers times 4. But factors multiply, they do not add up.",
            "1/4": "One layer leaves a quarter; the next leaves a quarter of that.",
        },
        "why": "(1/4)²⁰ is about 10⁻¹². The first layers of such a network hardly learn: the gradient vanishes.",
    },
    "all weights alike": {
        "text": "All weights of a network start at 0.5 and all biases at 0. You train for a long time. What do the "
        "hidden units of one layer look like?",
        "options": {
            "All different": "Something would have to make the first difference, but equal units get equal gradients.",
            "All alike": "",
            "Alike at first, then different": "Equal units get equal gradients, so they stay equal after each step.",
        },
        "why": "Units with the same weights in and out compute the same and get the same gradient, at every step. "
        "Random starting weights break the tie.",
    },
    # 11 The bug that still learns
    "proof by falling loss": {
        "text": "Two programs train the same network from the same start. One of them has a mistake in its backward "
        "pass. Both losses fall, that of program A much faster. Which program has the mistake?",
        "options": {
            "The two losses can't tell you": "",
            "B: wrong gradients learn more slowly": "Some do. Others give longer steps than the right ones "
            "and are faster.",
            "A: the right gradients learn steadily": "They may also be the faster ones. That depends on the mistake, "
            "the start and the learning rate.",
        },
        "why": "A falling loss says that the steps go downhill, not that they follow the gradient. Only a comparison "
        "with finite differences tells which program is right.",
    },
    "mistakes that go downhill": {
        "text": "With 15 of the 17 mistakes this network can still compute gradients. With how many of the 15 does one "
        "small step from the start with seed 5 lower the loss?",
        "options": {
            "4 of 15": "Each is wrong, but few turn the step around.",
            "8 of 15": "Of random directions, about half lead downhill. But a mistake is not a random "
            "direction: most of the formula is still right.",
            "13 of 15": "",
        },
        "why": "A mistake leaves most factors as they are, and with them most signs. Only two lead uphill here: the "
        "reversed sign, and z (1 − z) as the slope, which can be negative.",
    },
    # 12 Train a network
    "one hidden unit": {
        "text": "A network for XOR has two inputs, one hidden unit and one output. How many of the four examples can "
        "training get right at best?",
        "options": {
            "2": "That is what a constant output gets. One line can do better: it can cut off one corner.",
            "3": "",
            "4, if it goes on long enough": "The output depends on one number, the hidden unit's z, and rises or falls "
            "with it throughout. No training changes that.",
        },
        "why": "With one hidden unit the output is ½ on one straight line, or nowhere. A line can cut one corner off "
        "from the other three, but for XOR two opposite corners must be cut off from the other two.",
    },
    "56 of 64": {
        "text": "A network learns to say whether six bits are mirror-symmetric; 8 of the 64 patterns are. After a "
        "while it gets 56 of 64 right. What has it learned?",
        "options": {
            "Perhaps only to say no": "",
            "Most of the task: 88 percent": "56 is just the number of patterns that are not symmetric.",
            "Half of it": "A coin would get about 32 right; but these 56 can be had without looking at the input.",
        },
        "why": "Always saying no is right for 64 − 8 = 56 patterns. Many trainings stay there for hundreds or "
        "thousands of steps, on a plateau, where the loss is nearly flat.",
    },
}
