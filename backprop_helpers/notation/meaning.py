"""What one number of the network is, in words that name its units."""

from .table import QUANTITIES, Element

_LAYERS = {"1": ("hidden unit", "input"), "2": ("output", "hidden unit")}
_NOUNS = {"b": "the bias of", "z": "the pre-activation of", "a": "the activation of"}


def meaning(here: Element, functions=None) -> str:
    """Return what an element is: W1[0,1] is "the weight to hidden unit 0 from input 1"; any other name is itself.

    `functions` are those of the network, by default the primer's.
    """
    if here.name.startswith("dL_d"):
        return f"the gradient of {meaning(Element(here.name.removeprefix('dL_d'), here.index))}"
    if not here.index:
        return f"the {QUANTITIES[here.name].meaning}" if here.name in QUANTITIES else here.name
    if here.name.startswith("da"):
        function = functions.activations[int(here.name[2]) - 1] if functions else "sigmoid"
        return f"the slope of the {function} of {_LAYERS[here.name[2]][0]} {here.index[0]}"
    unit, letter = here.index[0], here.name[0]
    if letter in "xy":
        return f"input {unit}" if letter == "x" else f"the target of output {unit}"
    to, source = _LAYERS[here.name[-1]]
    if letter == "W":
        return f"the weight to {to} {unit} from {source} {here.index[1]}"
    return f"{_NOUNS[letter]} {to} {unit}"
