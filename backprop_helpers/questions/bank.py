"""The questions of the notebooks by name. They are kept here so that no cell gives away its answer.

Each has a text, its options with the reason why a wrong one is tempting (the right one has ""), and why the answer is
right.
"""

from .gradients import GRADIENTS
from .training import TRAINING

QUESTIONS: dict[str, dict] = {**GRADIENTS, **TRAINING}
