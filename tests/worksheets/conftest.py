"""A class's worksheets and keys, made once."""

import pytest
from by_hand import CLASS, parts

from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import worksheets


@pytest.fixture(scope="session")
def printed():
    """Each sheet of the class with its printed page and its printed key."""
    pages = parts(worksheets(CLASS), "<h2>Backpropagation by hand <small>")
    keys = parts(answer_keys(CLASS), "<section class='key'")
    return list(zip(CLASS, pages, keys, strict=True))
