"""The questions of notebooks 08 to 12, for bank.py."""

BANK_08_TO_12: dict[str, dict] = {
    # 08 Update rule
    "a long step": {
        "text": "A step with learning rate 1 lowers the loss by 0.01. What does the same step do with learning rate "
        "100?",
        "options": {
            "It lowers the loss by 1": "The first-order promise grows that way, but a promise for small steps is all "
            "it is; and if the loss is 0.2, it can't even fall by 1.",
            "It lowers the loss, by less than 1": "It may. But far away the surface has bent, and it may have risen.",
            "It may do anything, also raise the loss": "",
        },
        "why": "The gradient is the slope right here. How the surface goes on after a long step it doesn't know: "
        "such a step can cross the valley and end higher on the other side.",
    },
    # 09 Computational efficiency
    "price of a gradient": {
        "text": "A large network has P parameters, and one forward pass takes 1 second. How long do both passes of "
        "backpropagation take, for all P derivatives?",
        "options": {
            "About P seconds": "That would be one pass for each derivative. One pass backward gives all of them.",
            "About 2P seconds": "That is the price of finite differences: two forward passes for each derivative.",
            "About 3 seconds": "",
        },
        "why": "For each matrix product of the forward pass the backward pass has at most two. So it takes about 2 "
        "seconds more, whatever P is.",
    },
    "one more layer": {
        "text": "Every layer has 10 units. You add one more layer of 10. How do the paths from a weight of the first "
        "layer to the loss grow?",
        "options": {
            "There are 10 more": "Each path that was there now has 10 ways to go on.",
            "Ten times as many": "",
            "Twice as many": "Twice would mean two ways on from each unit; there are 10.",
        },
        "why": "Every path splits into 10 at the new layer. With 5 more layers there are 100 000 times as many.",
    },
    # 10 Deep networks
    "twenty layers back": {
        "text": "Each layer passes on at most a quarter of what it gets, times its weights. With weights that neither "
        "stretch nor shrink, what is left of a gradient after 20 layers, at most?",
        "options": {
            "1/80": "That is 20 layers times 4. Factors multiply, they do not add.",
            "About 10⁻¹²": "",
            "1/4": "One layer leaves a quarter; the next leaves a quarter of that.",
        },
        "why": "(1/4)²⁰ is about 10⁻¹². The first layers of such a network hardly learn: the gradient vanishes.",
    },
    "all weights alike": {
        "text": "All weights and biases of a network start at 0.5. You train for a long time. What do the hidden units "
        "of one layer look like?",
        "options": {
            "All alike": "",
            "All different": "Something would have to make the first difference, but equal units get equal gradients.",
            "Alike at first, then different": "Equal units get equal gradients, so they stay equal after each step.",
        },
        "why": "Units with the same weights in and out compute the same and get the same gradient, for ever. "
        "Random starting weights are there to break the tie.",
    },
    # 11 The bug that still learns
    "proof by falling loss": {
        "text": "You wrote a backward pass. In training the loss falls, quickly, and at the end every example is "
        "answered. Is the backward pass right?",
        "options": {
            "Yes, a wrong gradient could not do that": "Any direction within 90 degrees of downhill lowers the loss, "
            "and most mistakes leave such a direction.",
            "Probably, if it also works from other starts": "Some mistakes solve the task from every start, and "
            "faster than the right gradients.",
            "It says almost nothing about that": "",
        },
        "why": "A falling loss says that the step goes downhill, not that it is the gradient. Only a comparison with "
        "finite differences tells the two apart.",
    },
    # 12 Train a network
    "56 of 64": {
        "text": "A network learns to say whether six bits are mirror-symmetric; 8 of the 64 patterns are. After a "
        "while it answers 56 of 64 rightly. What has it learned?",
        "options": {
            "Most of the task: 88 percent": "56 is just the number of patterns that are not symmetric.",
            "Perhaps nothing: to say no to every pattern": "",
            "Half of it": "A coin would get about 32 rightly; but these 56 can be had without looking at the input.",
        },
        "why": "Saying no always is right for 64 − 8 = 56 patterns, and many trainings stay on that plateau for "
        "hundreds of steps, some for ever.",
    },
}
