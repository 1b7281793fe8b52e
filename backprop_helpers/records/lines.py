"""How an event is written: one line of JSON that ends with a checksum, so that whatever was damaged is noticed."""

import json
import zlib
from datetime import datetime

KINDS = ("question", "exercise", "practice", "order", "test")
MARK, WIDE = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")  # what some editors put before UTF-8, and before UTF-16
LONGEST = 300  # letters of a text in an event


def parsed(content: bytes) -> tuple[list[dict], list[bytes]]:
    """Return the events in the content of a record file, and the lines that are damaged or something else."""
    found, damaged = [], [content] * content.startswith(WIDE)  # to which no line can be added
    for line in filter(None, map(bytes.strip, as_utf8(content).split(b"\n"))):
        try:
            event = json.loads(line)
            del event["sum"]
            believed = is_event(event) and line_of(event).strip() == line
        except (ValueError, LookupError, TypeError, RecursionError):
            believed = False
        if believed:
            found.append(event)
        else:
            damaged.append(line)
    return found, damaged


def as_utf8(content: bytes) -> bytes:
    """Return text as UTF-8 without a mark at its start, also if an editor has saved it as UTF-16."""
    if content.startswith(WIDE):
        return content.decode("utf-16", "replace").encode()
    return content.removeprefix(MARK)


def line_of(event: dict) -> bytes:
    """Return the line of an event, with its checksum."""
    text = json.dumps(event, ensure_ascii=False)
    return f'{text[:-1]}, "sum": "{zlib.crc32(text.encode()):08x}"}}\n'.encode()


def is_event(event: dict) -> bool:
    """Return whether this is an event: it has what every event has, and nothing but short texts and numbers."""
    try:
        datetime.fromisoformat(event["at"])
        known = event["kind"] in KINDS and type(event["item"]) is str and type(event["right"]) is bool
        return known and all(map(_is_plain, event.values()))
    except (LookupError, TypeError, ValueError):
        return False


def _is_plain(value) -> bool:
    if type(value) is str:
        return 0 < len(value) <= LONGEST
    return type(value) in (bool, int, float) and abs(value) < 1e15


def cut(text: str) -> str:
    """Return a text that can be written: short, and without halves of characters."""
    return text.encode(errors="replace").decode()[:LONGEST]
