"""What each row of a *what to try* table promises, as moves of its explorer and a claim about what is then seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from backprop_helpers import Explorer, Player
from notebooks import PATHS, cells, run


@dataclass(frozen=True)
class Try:
    """One promise of a row: `says` are words of the row. After each of the `moves`, {control: value}, what is seen is
    kept; `claim` gets what was seen at the start and after each move.
    """

    notebook: str  # "03"
    cell: str  # the id of the cell with the table
    control: str  # the first cell of the row, as it is written
    says: str
    explorer: str  # its variable
    moves: Sequence[Mapping]
    claim: Callable[..., bool]

    def __str__(self) -> str:
        return f"{self.notebook} {self.cell} {self.control}: {self.says}"

    @property
    def path(self) -> Path:
        (path,) = (path for path in PATHS if path.name.startswith(self.notebook))
        return path

    def seen(self) -> list[SimpleNamespace]:
        """What the explorer shows at the start and after each move."""
        explorer = _variables(self.path)[self.explorer]
        explorer = explorer.explorer if isinstance(explorer, Player) else explorer
        assert isinstance(explorer, Explorer), f"{self.explorer} is no explorer"
        explorer.reset()
        found = [_now(explorer)]
        for move in self.moves:
            for name, value in move.items():
                _set(explorer, name, value)
            found.append(_now(explorer))
        explorer.reset()
        return found


def _set(explorer: Explorer, name: str, value) -> None:
    if name in explorer.sliders:
        slider = explorer.sliders[name]
        slider.value = value
        assert abs(slider.value - value) < 1e-9, f"the slider {name} stops at {slider.value}, not {value}"
        return
    choice = explorer.choices[name]
    labels = [label for label, _ in choice.options]
    choice.index = labels.index(value)


def _now(explorer: Explorer) -> SimpleNamespace:
    """What is shown now. The state is copied, since a training goes on to other steps."""
    return SimpleNamespace(
        trace=explorer.trace, state=copy(explorer.state), sentence=explorer.sentence, views=dict(explorer.views)
    )


@cache
def _variables(path: Path) -> dict:
    return run(path).variables


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """The rows of a notebook's *what to try* tables: (cell id, control, text)."""
    for cell in cells(path, "markdown"):
        lines = cell.source.splitlines()
        heads = [number for number, line in enumerate(lines) if "| what to try |" in line]
        for head in heads:
            for line in lines[head + 2 :]:
                if not line.startswith("|"):
                    break
                control, *_, text = (part.strip() for part in line.strip().strip("|").split("|"))
                yield cell.id, control, text


#: The files of this folder: the rows of their notebooks, and what would give a prediction away above it.
FILES = [import_module(f"tries.{file.stem}") for file in sorted(Path(__file__).parent.glob("from_*.py"))]
TRIES: list[Try] = [each for file in FILES for each in file.TRIES]
