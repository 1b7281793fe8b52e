"""A notebook as the project stores it: without what opening it, running it and saving it add."""

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LIVE = "application/vnd.jupyter.widget-view+json"
ADDED_TO_A_CELL = ("execution", "trusted")


def as_stored(notebook: dict) -> None:
    """Takes out, in place, what only a run adds: the versions and widgets of this session, and the times.

    A live widget leaves its still picture or its text: its session ends, and then JupyterLab says "model not found".
    """
    notebook["metadata"].pop("widgets", None)
    if notebook["metadata"].get("language_info", {}).get("name") == "python":
        notebook["metadata"]["language_info"] = dict(METADATA["language_info"])
    for cell in notebook["cells"]:
        for name in ADDED_TO_A_CELL:
            cell["metadata"].pop(name, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
