"""Each program in tools/ starts from the command line, in any folder, without the paths that pytest adds."""

import os
import subprocess
import sys

import pytest
from declared import ROOT

TOOLS = sorted((ROOT / "tools").glob("*.py"))
START = "import runpy, sys; sys.path[0] = sys.argv[1]; runpy.run_path(sys.argv[2])"


@pytest.mark.thorough  # starts a Python for each
@pytest.mark.parametrize("path", TOOLS, ids=lambda path: path.stem)
def test_a_tool_finds_everything_that_it_imports(path, tmp_path):
    command = [sys.executable, "-c", START, path.parent, path]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_tool_says_how_it_is_called():
    for path in TOOLS:
        said = path.read_text(encoding="utf-8").split('"""')[1]
        callers = [other for other in TOOLS if f"from {path.stem} import" in other.read_text(encoding="utf-8")]
        assert f"tools/{path.name}" in said or callers, path.name
