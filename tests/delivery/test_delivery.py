"""What leads to the project from outside is true: the citation, the workflow, the launch links, Binder's plan."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from binder_plan import problems
from declared import PROJECT, PYTHONS, ROOT
from in_venv import SETS, dotted
from make.every import COMMANDS
from store_links import (
    NOTEBOOKS,
    START,
    cited_at,
    install_line,
    launch_link,
    main,
    notebook_with_link,
    readme_with_link,
    repository,
    with_link,
)

ADDRESS = "https://github.com/someone/backprop"


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


# ---- citation


def test_the_citation_names_the_project_as_it_is():
    cited = yaml.safe_load(text("CITATION.cff"))
    assert cited["cff-version"] == "1.2.0" and cited["message"]
    assert cited["title"] == text("README.md").splitlines()[0].removeprefix("# ")
    assert (cited["version"], cited["license"]) == (PROJECT["version"], PROJECT["license"])
    assert cited["authors"] == PROJECT["authors"]
    assert cited.get("repository-code") == repository(), "run make links"


# ---- the workflow

WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}
JOBS = {f"{name}, {job}": what for name, flow in WORKFLOWS.items() for job, what in flow["jobs"].items()}
TESTS, WEEKLY = JOBS["tests, tests"], JOBS["tests, weekly"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]


def test_every_supported_python_is_tested_on_every_system():
    matrix = TESTS["strategy"]["matrix"]
    assert matrix["python"] == PYTHONS
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    asked = [step["with"]["python-version"] for step in TESTS["steps"] if "with" in step]
    assert asked == ["${{ matrix.python }}"]


def test_every_action_is_pinned_by_its_commit():
    actions = [step["uses"] for step in STEPS if "uses" in step]
    assert actions and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in actions), actions


def test_the_same_action_is_the_same_commit_everywhere():
    pins = dict.fromkeys(step["uses"] for step in STEPS if "uses" in step)
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_the_workflows_can_only_read_but_for_the_site_that_is_published():
    assert set(WORKFLOWS) == {"tests", "site"}
    assert all(flow["permissions"] == {"contents": "read"} for flow in WORKFLOWS.values())
    more = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert more == {"site, publish": {"pages": "write", "id-token": "write"}}


def test_only_the_main_branch_is_published():
    when = WORKFLOWS["site"][True]
    assert set(when) == {"push", "workflow_dispatch"} and when["push"] == {"branches": ["main"]}
    (folder,) = [step["with"]["path"] for step in STEPS if step.get("uses", "").startswith("actions/upload-pages")]
    assert folder == "_site"


def test_every_script_and_command_that_a_workflow_runs_is_there():
    words = [step["run"].split() for step in STEPS if "run" in step]
    scripts = {word for run in words for word in run if word.endswith(".py")}
    assert {"dev.py", "tools/binder_plan.py"} <= scripts and all((ROOT / script).is_file() for script in scripts)
    commands = {run[2] for run in words if run[:2] == ["python", "dev.py"] and run[2] != "${{"}
    commands |= set(WEEKLY["strategy"]["matrix"]["command"])
    expected = {"test", "thorough", "lock", "site", "versions", "audit", "updates", "mutants", "pyodide"}
    assert expected == commands <= set(COMMANDS)


def test_each_week_there_is_every_python_that_the_other_versions_need():
    assert WORKFLOWS["tests"][True]["schedule"], "YAML reads the word `on` as true"
    pythons = WEEKLY["steps"][1]["with"]["python-version"].split()
    wanted = {dotted(versions.pythons[0]) for versions in SETS.values()}
    assert {PYTHONS[0], PYTHONS[-1]} <= wanted == set(pythons)


# ---- launch links


def test_the_links_are_those_of_the_address_in_pyproject():
    address = repository()
    assert readme_with_link(text("README.md"), address) == text("README.md"), "run make links"
    assert cited_at(text("CITATION.cff"), address) == text("CITATION.cff"), "run make links"
    for path in NOTEBOOKS:
        stored = path.read_text(encoding="utf-8")
        assert notebook_with_link(stored, address, path.name) == stored, "run make links"


def test_a_launch_opens_the_first_notebook_in_jupyterlab():
    assert (ROOT / START.removeprefix("lab/tree/")).is_file()
    link = launch_link(ADDRESS)
    assert (
        "(https://mybinder.org/v2/gh/someone/backprop/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00_start_here.ipynb)"
        in link
    )
    assert launch_link(ADDRESS + ".git") == launch_link(ADDRESS + "/") == link
    assert "/v2/gl/group%2Fteam%2Fbackprop/HEAD?" in launch_link("https://gitlab.com/group/team/backprop")


@pytest.mark.parametrize("address", ["http://github.com/a/b", "https://example.org/a/b", "https://github.com/a", "a"])
def test_an_address_that_binder_cannot_launch_is_refused_in_a_sentence(address):
    with pytest.raises(ValueError, match="Repository should be like .* but is") as refused:
        launch_link(address)
    assert repr(address) in str(refused.value)


def test_a_link_is_written_once_below_the_title_and_goes_without_a_trace():
    plain = with_link(text("README.md"), None)
    linked = with_link(plain, ADDRESS)
    assert linked.splitlines()[:3] == [plain.splitlines()[0], "", launch_link(ADDRESS)]
    assert with_link(linked, ADDRESS) == linked and with_link(linked, None) == plain
    assert with_link(linked, "https://github.com/other/place").count("mybinder.org") == 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gets_its_links_in_its_first_cell_and_keeps_the_rest(path):
    stored = path.read_text(encoding="utf-8")
    plain = notebook_with_link(stored, None, path.name)
    linked = notebook_with_link(plain, ADDRESS, path.name)
    first = "".join(json.loads(linked)["cells"][0]["source"])
    assert launch_link(ADDRESS) in first
    assert f"(https://colab.research.google.com/github/someone/backprop/blob/HEAD/notebooks/{path.name})" in first
    assert f"`{install_line(ADDRESS)}`" in first
    assert json.loads(linked)["cells"][1:] == json.loads(plain)["cells"][1:]
    assert notebook_with_link(linked, ADDRESS, path.name) == linked
    assert notebook_with_link(linked, None, path.name) == plain


def test_colab_reads_from_github_only():
    linked = with_link("# Title\n", "https://gitlab.com/group/backprop", NOTEBOOKS[0].name)
    assert "mybinder.org" in linked and "colab" not in linked


def test_one_line_of_the_readme_brings_the_package_into_colab():
    plain = readme_with_link(text("README.md"), None)
    assert plain.count("\n%pip install -q git+ADDRESS\n") == 1
    linked = readme_with_link(plain, ADDRESS)
    assert linked.count(f"\n%pip install -q git+{ADDRESS}\n") == 1
    assert readme_with_link(linked, None) == plain


def test_without_an_address_it_is_said_where_to_set_one(capsys, monkeypatch):
    monkeypatch.setattr("store_links.repository", lambda: None)
    monkeypatch.setattr("store_links.NOTEBOOKS", [])
    monkeypatch.setattr("pathlib.Path.write_text", lambda path, text, **how: None)
    main()
    assert "Repository below [project.urls] in pyproject.toml" in capsys.readouterr().out
    assert all(word in text("README.md") for word in ("`Repository = ", "`[project.urls]`", "`make links`"))


def test_the_citation_gets_the_address():
    cited = cited_at(cited_at(text("CITATION.cff"), None), ADDRESS)
    assert yaml.safe_load(cited)["repository-code"] == ADDRESS
    assert cited_at(cited, ADDRESS) == cited


# ---- Binder's plan

PLAN = """Building conda environment for python=3.12
COPY --chown=1000:1000 src/ ${REPO_DIR}/
bash -c 'time ${MAMBA_EXE} env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"
RUN ./postBuild
"""


def test_a_plan_that_installs_before_it_copies_is_found_out():
    assert problems(PLAN, "python=3.12") == []
    first, copied, installed, called = PLAN.splitlines(keepends=True)
    assert "not copied before" in problems(first + installed + copied + called, "python=3.12")[0]
    assert "not used" in problems(first + copied + called, "python=3.12")[0]
    assert "postBuild" in problems(first + copied + installed, "python=3.12")[0]
    assert "not built for python=3.13" in problems(PLAN, "python=3.13")[0]


@pytest.mark.slow  # plans an environment
@pytest.mark.skipif(not shutil.which("jupyter-repo2docker"), reason="pip install jupyter-repo2docker; CI has it")
def test_binder_itself_plans_to_install_environment_yml():
    checked = subprocess.run([sys.executable, ROOT / "tools" / "binder_plan.py"], capture_output=True, text=True)
    assert checked.returncode == 0 and "environment.yml" in checked.stdout, checked.stderr


def test_binder_needs_no_file_that_would_replace_environment_yml():
    overriding = ["binder", ".binder", "Dockerfile", "requirements.yml"]
    assert not [name for name in overriding if (ROOT / name).exists()]
