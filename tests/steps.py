"""The network of the five steps, and readers of the HTML that its views give."""

from shown import parsed

from backprop_helpers import Network
from backprop_helpers.notation.table import element

PARAMETERS = ["W1[1,0]", "b1[2]", "W2[0,1]", "b2[1]"]
NET = Network(
    W1=[[0.8, -1.2], [0.5, 0.9], [-1.5, 0.4]],
    b1=[0.1, -0.3, 0.2],
    W2=[[1.1, -0.7, 0.6], [-0.9, 1.4, 0.3]],
    b2=[0.2, -0.4],
)
X, Y = [0.9, -0.6], [1.0, 0.0]


def lit(name, **choices):
    return {"highlight": element(name), **choices}


def words(html):
    """The text of a view, with a space between its pieces."""
    return " ".join(" ".join(parsed(html).itertext()).split())


def rows(html):
    """The text of each cell, row by row."""
    return [[" ".join("".join(c.itertext()).split()) for c in row] for row in parsed(html).iter("tr")]


def alt(html):
    return next(parsed(html).iter("img")).get("alt")
