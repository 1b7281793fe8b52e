"""What the views of a deep trace share."""

import numpy as np

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscript(layer: int) -> str:
    return str(layer).translate(_SUBSCRIPTS)


def norms(arrays: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return the length of each array, all its numbers taken as one vector."""
    return np.array([np.linalg.norm(array) for array in arrays])
