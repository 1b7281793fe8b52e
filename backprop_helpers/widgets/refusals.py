"""Whether an explorer's controls, state and views fit together; if not, a sentence says what would work."""

import difflib
from collections.abc import Callable, Collection, Iterable

from ..mathematics.deep import DeepNetwork, DeepTrace
from ..mathematics.network import Network, Trace
from ..mathematics.training import Training
from ..views.parts.view import VIEWS, reads_of, view_name
from .choices import OPTIONS
from .controls import is_free

TAKEN = ("net", "moved")  # names that views and functions find beside the controls'

TRAINING = "give state=lambda net, x, y: Training(net, x, y, eta=2), and a slider 'step': sliders={'step': (0, 500)}"
#: What to do for a view that shows states of this type.
REMEDIES = {
    Trace: "give Explorer(net, x, y), or a function that returns net.trace(x, y)",
    Training: TRAINING,
    DeepTrace: "give a function instead of a network, such as lambda layers: "
    "DeepNetwork.random([2, *[3] * layers, 1]).trace([0.9, -0.6], [1]), and sliders={'layers': (1, 9)}",
    tuple: "show it in a BackgroundRun, of Timings or of MistakeTrials",
}


def check_names(sliders: Collection[str], choices: Collection[str]) -> None:
    """Refuse a control whose name means something else: a slider called like a choice, a choice like a quantity."""
    for name in sliders:
        if name in choices or name in OPTIONS or name in TAKEN:
            instead = f"give choices={{{name!r}: [...]}}" if name in OPTIONS else "that is the name of something else"
            raise ValueError(f"A slider in sliders can't be called {name!r}: {instead}.")
    for name in choices:
        if name in TAKEN or not is_free(str(name)):
            raise ValueError(f"A choice in choices can't be called {name!r}: that is the name of something else.")


def check_state(state) -> None:
    """Refuse what a function returns if it is certainly not a state."""
    if state is None:
        raise ValueError("The function returns None instead of a state: is its `return` missing?")
    if isinstance(state, (Network, DeepNetwork)):
        raise ValueError(f"The function returns a {type(state).__name__}; return its trace instead: net.trace(x, y).")


def check_views(views: Iterable[Callable], state) -> None:
    """Refuse a view that can't show this state."""
    for view in views:
        check_views(getattr(view, "views", ()), state)
        kinds = getattr(view, "shows", None) or (object,)
        fits = isinstance(state, kinds) or isinstance(state, Training) and Trace in kinds
        if not fits:
            shows, have = " or a ".join(kind.__name__ for kind in kinds), type(state).__name__
            remedy = REMEDIES.get(kinds[0], "give a function that returns one")
            raise ValueError(f"{view_name(view)!r} shows a {shows}, but this is a {have}: {remedy}.")


def check_controls(names: Iterable[str], reads: set[str], views: Iterable[Callable], words: Callable) -> None:
    """Refuse a control that nobody reads. `reads` are the controls that the state depends on.

    If a view or `words` doesn't say what it reads, nothing is refused.
    """
    read = reads_of([*views, words])
    if read is None:
        return
    for name in names:
        if name not in read and name not in reads:
            raise ValueError(f"No view reads {name!r}{_unread(name, sorted({*read, *reads}))}")


def _unread(name: str, read: list[str]) -> str:
    """What would work instead of a control that nobody reads."""
    near = difflib.get_close_matches(name, read, n=1)
    by = [view for view, kind in VIEWS.items() if name in (kind.reads or ())]
    if name in ("step", "eta"):
        return f". It belongs to a Training: {TRAINING}."
    parts = [f"; did you mean {near[0]!r}?" if near else "."]
    if by:
        parts.append(f"It is read by the view{'s' if by[1:] else ''} {', '.join(map(repr, by))}.")
    elif "[" in name:
        parts.append("The function doesn't ask for what it moves: net, x or y.")
    parts.append(f"What is shown here reads {', '.join(map(repr, read)) or 'no control'}.")
    return " ".join(parts)
