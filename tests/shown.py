"""A trace to show, and a reader of the HTML that shows it."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np

from backprop_helpers import DeepNetwork, Network
from backprop_helpers.notation.table import PARAMETERS, Element, quantity

SVG = "{http://www.w3.org/2000/svg}"


def a_trace(n=2, h=3, m=4, examples=1, seed=1, held=()):
    """A trace that holds quantities fixed: at the values in a dict, or at those that they have."""
    net, draw = Network.random(n, h, m, seed), np.random.default_rng(seed)
    x, y = draw.normal(size=(n, examples)), draw.uniform(size=(m, examples))
    free = net.trace(x, y)
    return net.trace(x, y, held if isinstance(held, dict) else {name: getattr(free, name) for name in held})


def network(trace, **other):
    """The network of a trace, or one with other parameters."""
    return Network(**{name: other.get(name, getattr(trace, name)) for name in PARAMETERS})


def deep_trace(*sizes, examples=1, scale=1.0, seed=1):
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=(sizes[0], examples)), draw.uniform(size=(sizes[-1], examples))
    return DeepNetwork.random(sizes, seed, scale).trace(x, y)


def elements(name, trace):
    """Every element of a quantity, in the spelling of the notation."""
    shape = np.shape(getattr(trace, name))
    one_index = shape[1:] == (1,) and not quantity(name).is_matrix
    return [Element(name, place[:1] if one_index else place) for place in np.ndindex(shape)]


def parsed(html):
    """The tree of a view's HTML, which must be well formed but for the end of an <img>."""
    closed = re.sub(r"(<img[^>]*)>", r"\1/>", html)
    return ElementTree.fromstring(f"<div>{closed}</div>")


def marked(html, name):
    """Every element with this class, its own or its group's."""
    found = [each for each in parsed(html).iter() if name in (each.get("class") or "").split()]
    return [each for one in found for each in (one if one.tag == f"{SVG}g" else [one])]


def glowing(svg):
    """The texts of all that is lit in a diagram, of each row, label and edge by itself."""
    found = [each for each in parsed(svg).iter() if "bp-on" in each.get("class", "").split()]
    return [[text.text for text in each.findall(f"{SVG}text")] for each in found]


def texts(html, name=None):
    """The text of every element, or of those with this class."""
    return ["".join(found.itertext()) for found in (marked(html, name) if name else parsed(html).iter())]
