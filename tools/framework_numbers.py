"""Computes the gradients of notebook 14's network with PyTorch, JAX and autograd, and stores them.

    python -m venv frameworks && frameworks/bin/pip install torch jax autograd
    frameworks/bin/python tools/framework_numbers.py

None of the three is needed by anything else here. Writes docs/frameworks.json, with their versions.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

try:
    import autograd
    import autograd.numpy as anp
    import jax
    import jax.numpy as jnp
    import torch
except ImportError as missing:
    if __name__ == "__main__":
        sys.exit(f"{missing}. This tool needs an environment of its own: see the lines at its top.")

FILE = Path(__file__).parents[1] / "docs" / "frameworks.json"
NAMES = ("W1", "b1", "W2", "b2")
#: Examples in rows: X (N, n), y (N, m); weights (out, in).
NETWORK = {
    "X": [[0.9, -0.6], [0.2, 1.5], [-1.0, 0.4], [0.5, 0.5]],
    "y": [[1.0], [0.0], [0.0], [1.0]],
    "W1": [[0.8, -1.2], [0.5, 0.9], [-1.5, 0.4]],
    "b1": [0.1, -0.3, 0.2],
    "W2": [[1.1, -0.7, 0.6]],
    "b2": [0.2],
}


def with_torch() -> dict:
    """A model of two Linear layers: loss.backward() leaves the gradients in .grad; they add up until zero_grad."""
    given = {name: torch.tensor(each, dtype=torch.float64) for name, each in NETWORK.items()}
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Sigmoid(), torch.nn.Linear(3, 1), torch.nn.Sigmoid())
    model = model.double()
    with torch.no_grad():
        for parameter, name in zip(model.parameters(), NAMES, strict=True):
            parameter.copy_(given[name])

    def backward():
        loss = ((model(given["X"]) - given["y"]) ** 2).sum() / 2 / len(given["X"])
        loss.backward()
        return loss.item(), {name: p.grad.tolist() for name, p in zip(NAMES, model.parameters(), strict=True)}

    loss, gradients = backward()
    _, twice = backward()
    model.zero_grad()
    return {"version": torch.__version__, "loss": loss, "gradients": gradients, "after a second backward": twice}


def loss_with(numpy, parameters, X, y):
    """The loss, written for a library with NumPy's functions."""
    sigmoid = lambda z: 1 / (1 + numpy.exp(-z))  # noqa: E731
    a1 = sigmoid(X @ parameters["W1"].T + parameters["b1"])
    a2 = sigmoid(a1 @ parameters["W2"].T + parameters["b2"])
    return numpy.sum((a2 - y) ** 2) / 2 / len(X)


def with_jax() -> dict:
    """The gradient of a function by reverse mode, and one directional derivative by forward mode."""
    jax.config.update("jax_enable_x64", True)
    given = {name: jnp.array(each) for name, each in NETWORK.items()}
    parameters = {name: given[name] for name in NAMES}

    def loss(parameters):
        return loss_with(jnp, parameters, given["X"], given["y"])

    value, gradients = jax.value_and_grad(loss)(parameters)
    seed = {name: jnp.zeros_like(each) for name, each in parameters.items()}
    seed["W1"] = seed["W1"].at[0, 0].set(1.0)
    _, forward = jax.jvp(loss, (parameters,), (seed,))
    found = {name: gradients[name].tolist() for name in NAMES}
    return {"version": jax.__version__, "loss": float(value), "gradients": found, "jvp of W1[0, 0]": float(forward)}


def with_autograd() -> dict:
    """The gradient of a function of NumPy arrays."""
    given = {name: anp.array(each) for name, each in NETWORK.items()}
    parameters = {name: given[name] for name in NAMES}
    value, gradients = autograd.value_and_grad(lambda p: loss_with(anp, p, given["X"], given["y"]))(parameters)
    found = {name: gradients[name].tolist() for name in NAMES}
    return {"version": version("autograd"), "loss": float(value), "gradients": found}


def main() -> None:
    made = {"PyTorch": with_torch(), "JAX": with_jax(), "autograd": with_autograd()}
    command = "python tools/framework_numbers.py"
    stored = {"command": command, "python": sys.version.split()[0], "network": NETWORK, "found": made}
    FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
