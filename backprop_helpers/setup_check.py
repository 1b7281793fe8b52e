"""Check whether this machine has what the notebooks need, and say it in words, never with a traceback."""

from importlib import metadata

import numpy as np

from .mathematics.gradient_check import numerical_gradient
from .mathematics.network import Network

PACKAGE = "backprop-helpers"


def package_problems(package: str = PACKAGE) -> list[str]:
    """Return a sentence for each package that is missing or has a version outside of the declared range."""
    from packaging.requirements import Requirement  # comes with matplotlib

    try:
        wanted = [Requirement(line) for line in metadata.requires(package) or []]
    except metadata.PackageNotFoundError:
        return [f"{package} is not installed: run 'pip install -r requirements.txt' in the project's folder."]
    problems = []
    for need in wanted:
        if need.marker and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            have = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            problems.append(f"{need.name} is missing: run 'pip install \"{need}\"'.")
            continue
        if not need.specifier.contains(have, prereleases=True):
            problems.append(
                f"{need.name} {have} is here, but should be {need.specifier}: run 'pip install \"{need}\"'."
            )
    return problems


def gradient_problems() -> list[str]:
    """Return a sentence if finite differences do not confirm the gradients on this machine."""
    net = Network.random(2, 3, 2, seed=1)
    x, y = [0.5, -1.0], [1.0, 0.0]
    trace = net.trace(x, y)
    for name, slow in numerical_gradient(net, x, y).items():
        if not np.allclose(getattr(trace, f"dL_d{name}"), slow, rtol=1e-5, atol=1e-8):
            return [f"dL_d{name} is wrong here: small changes of {name} show another. Please report this as a bug."]
    return []


def check_setup() -> str:
    """Return sentences to print: what is wrong with this set-up, or that nothing is."""
    problems = package_problems() + gradient_problems()
    if problems:
        return "\n".join(["Something is not right yet:", *(f"  ✗ {problem}" for problem in problems)])
    return (
        "✓ The packages are here, in versions that fit.\n"
        "✓ The gradients of a test network are right: small changes of its weights confirm them.\n"
        "Now look below: if you see sliders, everything works."
    )
