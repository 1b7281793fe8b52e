"""The questions of the notebooks by name, kept here so that no cell gives away its answer.

Each has a text, its options with the reason why a wrong one is tempting (the right one has ""), and why it is right.
"""

from .bank_00_to_03 import BANK_00_TO_03
from .bank_04_to_07 import BANK_04_TO_07
from .bank_08_to_12 import BANK_08_TO_12
from .bank_13 import BANK_13

QUESTIONS: dict[str, dict] = {**BANK_00_TO_03, **BANK_04_TO_07, **BANK_08_TO_12, **BANK_13}
