"""Tables, and what stands in their cells."""

#: A number that is as it should be, and one that is not.
RIGHT, WRONG = "<b class='bp-target'>✓</b>", "<b class='bp-fault'>✗</b>"


def table(caption: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table with a heading above each column, aligned as its numbers; screen readers say its `caption`."""
    looks = [" class='bp-figures'" * ("'bp-figures'" in str(cell)) for cell in (rows or [head])[0]]
    columns = zip(head, looks, strict=True)
    heads = "".join(f"<th scope='col'{look}>{text}</th>" if text else "<td></td>" for text, look in columns)
    body = "".join(f"<tr>{''.join(map('<td>{}</td>'.format, row))}</tr>" for row in rows)
    return (
        f"<table class='bp-table' aria-label='{caption}'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def coloured(role: str, text: str) -> str:
    """Return a text in the colour of a role, or with another mark: "gradient", "lit"."""
    return f"<span class='bp-{role}'>{text}</span>"


def figures(text: str) -> str:
    """Return a cell's number aligned to the right, so that signs and digits can be compared."""
    return f"<div class='bp-figures'>{text}</div>"
