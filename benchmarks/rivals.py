"""The floor, and what people use instead, for slider_latency.py: the first part is set-up, each other one a cell.

All draw one picture: a two-layer network with its numbers, and the gradients of its weights and biases as bars.
"""

import base64
import io

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import clear_output, display

from backprop_helpers import Network
from backprop_helpers.notation.table import PARAMETERS

net, x, y = Network.random(2, 3, 2, seed=0), np.array([0.9, -0.6]), np.array([1.0, 0.0])


def traced(weight):
    W1 = net.W1.copy()
    W1[0, 1] = weight
    return Network(W1, net.b1, net.W2, net.b2).trace(x, y)


def slider():
    return widgets.FloatSlider(min=-4, max=4, step=0.1, description="weight")


def draw(figure, weight):
    """The whole picture anew: what moves is returned."""
    network, bars = figure.subplots(1, 2)
    network.axis("off")
    trace, texts = traced(weight), []
    layers = trace.x[:, 0], trace.a1[:, 0], trace.a2[:, 0]
    places = [[(column, row - len(layer) / 2) for row in range(len(layer))] for column, layer in enumerate(layers)]
    for before, after in zip(places, places[1:], strict=False):
        for start in before:
            for end in after:
                network.plot(*zip(start, end, strict=True), "-", color="0.6", zorder=0)
    for layer, spots in zip(layers, places, strict=True):
        network.plot(*zip(*spots, strict=True), "o", color="white", mec="black", markersize=34)
        texts += [
            network.text(*spot, f"{a:.3f}", ha="center", va="center") for a, spot in zip(layer, spots, strict=True)
        ]
    rectangles = bars.bar(range(17), gradients(trace))
    bars.set_ylim(-0.2, 0.2)
    return texts, rectangles


def gradients(trace):
    return np.concatenate([getattr(trace, f"dL_d{name}").ravel() for name in PARAMETERS])


def move(texts, rectangles, weight):
    trace = traced(weight)
    for text, a in zip(texts, np.concatenate([trace.x, trace.a1, trace.a2])[:, 0], strict=True):
        text.set_text(f"{a:.3f}")
    for rectangle, height in zip(rectangles, gradients(trace), strict=True):
        rectangle.set_height(height)


SIZE = (8.4, 3.2)

# %% floor: a number in an HTML widget
bare, number = slider(), widgets.HTML()
bare.observe(lambda change: setattr(number, "value", f"<b>{change['new']:.2f}</b>"), "value")
display(widgets.VBox([bare, number]))

# %% matplotlib, artists moved, full redraw into an HTML widget
figure = plt.Figure(figsize=SIZE)
parts, redrawn, image = draw(figure, 0.0), slider(), widgets.HTML()


def redraw(change):
    move(*parts, change["new"])
    file = io.BytesIO()
    figure.savefig(file)
    data = base64.b64encode(file.getvalue()).decode()
    image.value = f"<img alt='network' width='840' height='320' decoding='sync' src='data:image/png;base64,{data}'>"


redrawn.observe(redraw, "value")
redraw({"new": 0.0})
display(widgets.VBox([redrawn, image]))

# %% Output and clear_output, inline figure
cleared, output = slider(), widgets.Output()


def show(change):
    with output:
        clear_output(wait=True)
        draw(plt.figure(figsize=SIZE), change["new"])
        plt.show()


cleared.observe(show, "value")
show({"new": 0.0})
display(widgets.VBox([cleared, output]))


# %% interact, inline figure
@widgets.interact(weight=slider())
def picture(weight):
    draw(plt.figure(figsize=SIZE), weight)
    plt.show()


# %% ipympl, artists moved
get_ipython().run_line_magic("matplotlib", "widget")  # noqa: F821
live = plt.figure(figsize=SIZE)
moved, drawn = slider(), draw(live, 0.0)
moved.observe(lambda change: (move(*drawn, change["new"]), live.canvas.draw_idle()), "value")
display(widgets.VBox([moved, live.canvas]))
