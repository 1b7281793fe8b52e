"""One list of dependencies, one lock: everything that installs the project says the same."""

import os
import re
import subprocess
import sys
from importlib import metadata

import pytest
import yaml
from declared import LOCK_LINES, PROJECT, PYTHONS, RANGES, ROOT
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
COLAB = {"numpy": "2.1.0", "matplotlib": "3.10.0", "ipywidgets": "7.7.1"}


def machine(python, system):
    """The environment in which markers are evaluated: CPython on a usual computer."""
    return {
        "python_version": python,
        "python_full_version": python + ".9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_machine": "x86_64",
        **SYSTEMS[system],
    }


def holds(requirement, environment, extra=""):
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def pins(environment):
    """name -> version, as pip reads the lock in this environment."""
    found = {}
    for requirement in map(Requirement, LOCK_LINES):
        if holds(requirement, environment):
            name = canonicalize_name(requirement.name)
            assert name not in found, f"{name} is locked twice for {environment}"
            found[name] = re.fullmatch(r"==([^,*]+)", str(requirement.specifier))[1]
    return found


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_range_is_met_by_one_locked_version(python, system):
    environment = machine(python, system)
    locked = pins(environment)
    wanted = [requirement for requirement in RANGES if holds(requirement, environment)]
    assert {"numpy", "matplotlib", "ipywidgets", "jupyterlab", "pytest"} <= {requirement.name for requirement in wanted}
    for requirement in wanted:
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_the_supported_pythons_are_the_tested_ones():
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"]]
    assert [version for version in named if version.startswith("3.")] == PYTHONS
    assert PROJECT["requires-python"] == ">=" + PYTHONS[0]


def test_pip_can_read_the_lock_as_constraints():
    assert len(LOCK_LINES) > 50
    for line in LOCK_LINES:
        requirement = Requirement(line)  # raises for -e, -r, --index-url and file paths
        assert not requirement.extras and not requirement.url, line


def test_requirements_txt_installs_the_package_for_the_lab_from_the_lock():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    _, too_old, *installed = lines
    assert installed == ["-c requirements.lock", "-e .[lab]"]
    stop = Requirement(too_old).marker
    assert [version for version in ("3.9", *PYTHONS) if stop.evaluate({"python_version": version})] == ["3.9"]
    assert "lab" in PROJECT["optional-dependencies"]


def test_environment_yml_rests_on_requirements_txt_and_names_one_python():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, *others = environment["dependencies"]
    assert re.fullmatch(r"python=3\.\d+", python), "repo2docker takes one version, not a range"
    assert python.removeprefix("python=") in PYTHONS
    assert others == ["pip", {"pip": ["-r requirements.txt"]}]


@pytest.mark.parametrize("name", COLAB)
def test_the_package_runs_with_the_versions_of_colab(name):
    ranges = [Requirement(line) for line in PROJECT["dependencies"]]
    assert [COLAB[name] in requirement.specifier for requirement in ranges if requirement.name == name] == [True]


def test_the_package_needs_few_others():
    """A further one needs a reason that a teacher would accept."""
    assert {Requirement(line).name for line in PROJECT["dependencies"]} == set(COLAB)


def installed():
    """name -> version of everything that backprop-helpers[lab,test,site] needs here, and what those need."""
    here = dict(default_environment())
    found = {}
    todo = [("backprop-helpers", frozenset({"lab", "test", "site"}))]
    seen = set()
    while todo:
        name, extras = step = todo.pop()
        if step in seen:
            continue
        seen.add(step)
        distribution = metadata.distribution(name)
        found[name] = distribution.version
        for requirement in map(Requirement, distribution.requires or []):
            if any(holds(requirement, here, extra) for extra in {"", *extras}):
                todo.append((canonicalize_name(requirement.name), frozenset(requirement.extras)))
    del found["backprop-helpers"]
    return found


def test_what_is_installed_is_what_is_locked():
    found = installed()
    assert len(found) > 50
    locked = pins(dict(default_environment()))
    assert set(found) <= set(locked), "not in the lock: run make lock"
    if "BACKPROP_UNLOCKED" not in os.environ:  # set where other versions are tried on purpose
        assert found == {name: locked[name] for name in found}


def test_jupyterlab_starts_without_building_a_parser():
    """With jsonschema 4.25 and newer, each process of Jupyter builds one for the syntax of addresses: 3 seconds."""
    code = "import sys, jsonschema, jupyterlab.labapp; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
