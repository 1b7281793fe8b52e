"""The questions of the notebooks by name, kept here so that no cell gives away its answer.

Each has a text, its options with the reason why a wrong one is tempting (the right one has ""), and why it is right.
"""

from .bank_00_to_03 import BANK_00_TO_03
from .bank_04_to_07 import BANK_04_TO_07
from .bank_08_to_12 import BANK_08_TO_12
from .bank_13 import BANK_13
from .bank_14 import BANK_14

#: The questions that each notebook asks.
ASKED: dict[int, tuple[str, ...]] = {
    0: ("sign of a gradient", "what backpropagation changes"),
    1: ("shape of W1",),
    2: ("what follows an input", "half a sum of squares"),
    3: ("gradient at an output", "other outputs"),
    4: ("confidently wrong", "steepest sigmoid"),
    5: ("gradient of a zero bias", "silent unit"),
    6: ("two paths", "detached"),
    7: ("paths of a first weight", "all targets met", "a smaller step"),
    8: ("a long step", "border of the learning rate"),
    9: ("price of a gradient", "one more layer", "one input"),
    10: ("twenty layers back", "all weights alike"),
    11: ("proof by falling loss", "mistakes that go downhill"),
    12: ("one hidden unit", "56 of 64"),
    13: ("tanh in the hidden layer", "one of three shares", "wrong and sure again"),
    14: ("weights in rows", "minus a flat array", "a value used twice"),
}
QUESTIONS: dict[str, dict] = {**BANK_00_TO_03, **BANK_04_TO_07, **BANK_08_TO_12, **BANK_13, **BANK_14}
