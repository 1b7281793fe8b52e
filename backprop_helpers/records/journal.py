"""The learner's own record of answers and checked exercises: a file beside the notebooks, which is sent nowhere.

It is `my_backprop_record.txt` in the kernel's working folder, or in the user's own folder if that one can't be
written. An event is a dict: {"at": time, "kind": "question", "item": what was answered, "right": True}, and "sure",
"chosen", "mistake" and others if there are any; `lines.KINDS` lists the kinds.
"""

import os
from contextlib import suppress
from datetime import datetime, timezone
from itertools import accumulate
from pathlib import Path

from . import files
from .lines import cut, is_event, line_of

NAME = "my_backprop_record.txt"  # JupyterLab in the browser hangs if a .json or .jsonl is not one JSON text
#: The environment variable: "off" for no record, or the folder that it is kept in.
SETTING = "BACKPROP_RECORD"
_OFF = ("off", "no", "false", "none", "0")

_unsaved: list[dict] = []
_switched_off: list[bool] = []


def add(kind: str, item: str, right: bool, **what) -> None:
    """Add an event to the record; `what` holds more, such as sure="certain", and None is left out.

    Never raises: if no file can be written, the event is kept until the kernel stops, and `notice()` says so.
    """
    event = {"at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "kind": kind, "item": item}
    event |= {"right": bool(right), **{name: value for name, value in what.items() if value is not None}}
    event = {name: cut(value) if isinstance(value, str) else value for name, value in event.items()}
    if is_off() or not is_event(event):
        return
    for path in places():
        if files.append(path, line_of(event)):
            if path != places()[0]:
                files.say(f"Your record can't be kept in this folder, so it is in {path}.")
            return
    _unsaved.append(event)
    named = f"{SETTING} names {places()[0].parent}, which can't" if os.environ.get(SETTING) else "No folder here can"
    files.say(f"{named} be written to, so your record will be forgotten when the kernel stops.")


def add_if_changed(kind: str, item: str, right: bool, mistake: str | None = None) -> None:
    """Add an event unless the last one of this kind and item says the same, as when solved exercises are run again."""
    before = [event for event in events() if (event["kind"], event["item"]) == (kind, item)]
    if not before or (before[-1]["right"], before[-1].get("mistake")) != (bool(right), mistake):
        add(kind, item, right, mistake=mistake)


def events() -> list[dict]:
    """Return every event as a dict, the oldest first. Files are read only if they have changed. Never raises."""
    if is_off():
        return []
    dated = []
    for some in (*map(files.read, places()), _unsaved):  # each in the order of writing, even if a clock was put back
        dated += zip(accumulate((event["at"] for event in some), max), some, strict=True)
    return [dict(event) for _, event in sorted(dated, key=lambda pair: pair[0])]


def notice() -> str:
    """Return what the learner should be told about the record now, "" for nothing. Each sentence comes once."""
    said = " ".join(files.to_say)
    files.to_say.clear()
    return said


def keep_record(keep: bool = True) -> str:
    """Switch the record off with False, or on again, for every notebook of this folder; return a sentence about it.

    A record that was off is neither read nor written; what it held before stays. Raises `ValueError` for anything else.
    """
    if not isinstance(keep, bool):
        raise ValueError(f"keep should be True or False, but is {type(keep).__name__}.")
    _switched_off[:] = [] if keep else [True]
    for path in places():
        with suppress(OSError):
            if keep:
                _switch(path).unlink(missing_ok=True)
            else:
                _switch(path).touch()
                break
    if is_off():
        return "The record is off: nothing is written. keep_record() switches it on, delete_record() deletes it."
    return f"The record is on: your answers are kept in {places()[0]}, and are sent nowhere."


def delete_record() -> str:
    """Delete the record and return a sentence that says what was deleted, and what could not be."""
    deleted, left = ["what was not yet in a file"] * bool(_unsaved), []
    for path in places():
        try:
            path.unlink()
            deleted.append(str(path))
        except FileNotFoundError:
            pass
        except OSError as error:
            left.append(f"{path} could not be deleted: {error.strerror}.")
        left += [f"{other} could not be read and was set aside; delete it yourself." for other in _set_aside(path)]
    _unsaved.clear()
    return " ".join([f"Deleted: {', '.join(deleted)}." if deleted else "There is no record to delete.", *left])


def is_off() -> bool:
    """Return whether no record is kept: by the environment variable, or by `keep_record(False)`."""
    return bool(_switched_off) or not places() or any(os.path.exists(_switch(path)) for path in places())


def places() -> list[Path]:
    """Return where the record may be, the best place first: this folder, then the user's own. None by the variable."""
    if setting := os.environ.get(SETTING, "").strip():
        return [] if setting.lower() in _OFF else [Path(os.path.expanduser(setting), NAME)]
    folders = []
    with suppress(OSError):  # the folder is gone
        folders.append(os.getcwd())
    return [Path(folder, NAME) for folder in dict.fromkeys([*folders, os.path.expanduser("~")])]


def _switch(path: Path) -> Path:
    """Return the empty file whose presence says that the record is off."""
    return path.with_suffix(".off")


def _set_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}_set_aside_*"))
