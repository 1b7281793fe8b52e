"""The names that the package offers at its top level."""

from types import ModuleType

import backprop_helpers

#: {name: what it is}, without the rooms themselves.
PUBLIC = {
    name: thing
    for name, thing in vars(backprop_helpers).items()
    if not name.startswith("_") and not isinstance(thing, ModuleType)
}
