"""make audit and make versions ask about everything that they should, and take nothing for granted."""

import json
import subprocess
import sys
from contextlib import contextmanager

import audit
import pytest
from declared import LOCK_LINES, PROJECT
from in_venv import COLAB, PYTHONS, ROOT, SETS, oldest, python_command
from packaging.requirements import Requirement

LOCK = "a==1 ; python_version < '3.11'\na==2 ; python_version >= '3.11'\n    # via c\nb==3\n"
SAFE = {"name": "a", "version": "1", "vulns": []}
HOLE = {"name": "b", "version": "3", "vulns": [{"id": "CVE-1", "fix_versions": ["4"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}

# ---- known vulnerabilities


def test_every_locked_version_is_looked_up_whatever_python_it_is_for():
    assert audit.one_version_each(LOCK) == [["a==1", "b==3"], ["a==2"]]
    asked = [pin for pins in audit.one_version_each((ROOT / "requirements.lock").read_text("utf-8")) for pin in pins]
    assert sorted(asked) == sorted({line.partition(" ;")[0] for line in LOCK_LINES}) and len(asked) > 100


def test_a_vulnerability_is_named_with_the_version_that_mends_it():
    safe, (sentence,) = audit.verdict([SAFE, HOLE])
    assert not safe and sentence == "b 3 has the vulnerability CVE-1, mended in 4."


def test_what_could_not_be_looked_up_is_not_taken_for_safe():
    safe, (sentence,) = audit.verdict([SAFE, UNKNOWN])
    assert not safe and sentence.startswith("1 of 2 could not be looked up")
    assert audit.verdict([SAFE]) == (True, ["None of the 1 locked versions has a known vulnerability."])


def asked(monkeypatch, tmp_path, program):
    """The audit with this Python program in the place of pip-audit."""

    @contextmanager
    def tool(name):
        (tmp_path / "fake.py").write_text(program, encoding="utf-8")
        yield tmp_path, [sys.executable, str(tmp_path / "fake.py")]

    monkeypatch.setattr(audit.runpy, "run_path", lambda path: {"tool": tool})
    with pytest.raises(SystemExit) as stopped:
        audit.main()
    return stopped.value.code


def test_the_answers_to_every_list_count(monkeypatch, tmp_path, capsys):
    pins = """
import json, pathlib, sys
names = pathlib.Path(sys.argv[-1]).read_text().split()
print(json.dumps({"dependencies": [dict(zip(("name", "version"), name.split("==")), vulns=[]) for name in names]}))
"""
    assert not asked(monkeypatch, tmp_path, pins)
    count = len({line.partition(" ;")[0] for line in LOCK_LINES})
    assert f"None of the {count} locked versions" in capsys.readouterr().out
    assert asked(monkeypatch, tmp_path, f"print({json.dumps({'dependencies': [HOLE]})!r})")


def test_without_a_network_the_audit_says_so(monkeypatch, tmp_path):
    said = asked(monkeypatch, tmp_path, "import sys\nsys.exit('Traceback\\nConnectionError: no network')")
    assert "go online" in said and said.endswith("ConnectionError: no network")


# ---- other versions


def test_colabs_and_the_oldest_versions_are_within_the_ranges():
    ranges = {wanted.name: wanted.specifier for wanted in map(Requirement, PROJECT["dependencies"])}
    for pins in COLAB, oldest():
        versions = {wanted.name: str(wanted.specifier)[2:].replace("*", "0") for wanted in map(Requirement, pins)}
        assert ranges.keys() <= versions.keys()
        assert all(versions[name] in ranges[name] for name in ranges)


def test_a_python_that_is_not_here_is_named():
    with pytest.raises(LookupError, match=r"needs Python 2\.0 or 2\.1, which is not on this machine"):
        python_command(((2, 0), (2, 1)))
    assert python_command(((2, 0), tuple(sys.version_info[:2]))) == [sys.executable]
    assert SETS["newest"].pythons == PYTHONS[::-1]


def test_a_set_that_is_not_there_is_named():
    command = [sys.executable, ROOT / "tools" / "in_venv.py", "colap"]
    stopped = subprocess.run(command, capture_output=True, text=True)
    assert stopped.returncode == 1 and "no set of versions 'colap': say binder, colab, newest, oldest" in stopped.stderr
