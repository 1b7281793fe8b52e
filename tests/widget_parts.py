"""What is inside a widget, and the explorers that the tests of widgets share."""

from backprop_helpers import Explorer, Network, Training

NET, X, Y = Network.random(2, 3, 4, seed=1), [0.5, -1.0], [0.0, 1.0, 0.0, 0.9]
CORNERS, ODD = [[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]]


def an_explorer(sliders=("W1[2,1]", "x[0]"), **more):
    return Explorer(NET, X, Y, sliders=sliders, **more)


def xor(seed):
    return Training(Network.random(2, 3, 1, seed), CORNERS, ODD, eta=2.0, momentum=0.9)


def inside(widget):
    """The widget and everything in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def parts(widget, kind):
    return [each for each in inside(widget) if isinstance(each, kind)]


def field_of(explorer, slider):
    """The number field beside a slider."""
    (box,) = (each for each in inside(explorer.widget) if slider in getattr(each, "children", ()))
    return box.children[1]
