"""How well two colours can be told apart."""

import numpy as np
from matplotlib.colors import to_rgb


def contrast(one, other):
    """The contrast ratio of two colours, or of one with each of several, as WCAG 2.2 defines it."""
    darker, lighter = np.sort(np.broadcast_arrays(luminance(one), luminance(other)), axis=0)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    """Of a colour such as "#0072B2", or of rows of red, green and blue from 0 to 1."""
    channels = np.array(to_rgb(colour) if isinstance(colour, str) else colour)
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]
