"""The first start on a machine as it is: two at once, something missing, a folder that is not ours, no home."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from stand_ins import call, command, copy_project, told

pytestmark = [pytest.mark.slow, pytest.mark.thorough]  # makes environments

INSTALLING = "Installing the packages"
WAITING = "Another make is installing: waiting"
VENV = ".venv"


@pytest.fixture
def project(tmp_path):
    """A project that nobody has started."""
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def started_twice(tmp_path_factory):
    """A project, and what the first two starts said, which came at once."""
    project = copy_project(tmp_path_factory.mktemp("ready"))
    words, env = command(project, "lab")
    (project / "wait").touch()  # so that the first does not end before the second has begun
    both = [subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    begun = [process.stdout.readline() for process in both]
    (project / "wait").unlink()
    said = [line + process.communicate()[0] for line, process in zip(begun, both, strict=True)]
    assert [process.returncode for process in both] == [0, 0], said
    return project, said


@pytest.fixture
def ready(started_twice):
    """A project that is set up. What a test breaks is mended by the next one."""
    return started_twice[0]


def packages(project):
    (folder,) = (project / VENV).glob("[Ll]ib/**/site-packages")
    return folder


def one_sentence(done):
    """What a command said before it stopped: one line, no traceback."""
    assert done.returncode == 1 and "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_of_two_at_once_one_installs_and_the_other_waits(started_twice):
    _, said = started_twice
    assert sorted(INSTALLING in each for each in said) == [False, True]
    assert [INSTALLING in each for each in said] == [WAITING not in each for each in said]


def test_the_next_start_installs_nothing(ready):
    assert INSTALLING not in call(ready, "lab").stdout


def lose(project, name):
    shutil.rmtree(packages(project) / name)
    shutil.rmtree(packages(project) / f"{name}-1.0.dist-info")


def test_a_missing_package_is_mended_at_the_next_start(ready):
    lose(ready, "ipywidgets")
    done = call(ready, "lab")
    told(done)
    assert INSTALLING in done.stdout and (packages(ready) / "ipywidgets").exists()


def test_an_environment_that_pip_cannot_mend_is_made_anew(ready):
    """pip takes a package for installed whose files are gone."""
    (packages(ready) / "jupyterlab/labapp.py").unlink()
    with open(ready / "requirements.lock", "a") as lock:
        lock.write("# another day\n")
    told(call(ready, "lab"))
    assert (packages(ready) / "jupyterlab/labapp.py").exists()


# ---- settings of pip


def test_variables_that_tell_pip_to_install_elsewhere_are_left_aside(ready, tmp_path):
    lose(ready, "ipykernel")
    told(call(ready, "lab", PIP_TARGET=str(tmp_path / "elsewhere"), PIP_USER="1", PIP_PREFIX=str(tmp_path)))


def test_a_setting_in_pips_own_file_that_installs_elsewhere_is_named(ready, tmp_path):
    lose(ready, "ipykernel")
    (tmp_path / "pip.conf").write_text(f"[install]\ntarget = {tmp_path / 'elsewhere'}\n")
    said = one_sentence(call(ready, "lab", PIP_CONFIG_FILE=str(tmp_path / "pip.conf")))
    assert "pip is told “target” by pip's own settings" in said
    told(call(ready, "lab"))


# ---- a .venv that is not ours


def test_a_folder_without_a_python_is_named_and_kept(project):
    (project / VENV).mkdir()
    (project / VENV / "mine").touch()
    assert f"{project / VENV} is not from here" in one_sentence(call(project, "lab"))
    assert (project / VENV / "mine").exists()


def test_a_file_is_named(project):
    (project / VENV).touch()
    assert f"{project / VENV} is a file" in one_sentence(call(project, "lab"))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_is_named_and_nothing_is_deleted_through_it(project):
    (project / VENV).symlink_to(project / "mine")
    assert "a link that leads nowhere" in one_sentence(call(project, "lab"))
    (project / "mine").mkdir()
    (project / "mine" / "precious").touch()
    assert "rename or delete it" in one_sentence(call(project, "lab"))
    assert (project / "mine" / "precious").exists()


# ---- places that cannot be written


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte, which only root can mount."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield small
    subprocess.run(["umount", "--lazy", str(small)], check=True)


@pytest.fixture
def project_on_it(small_disk):
    (small_disk / "project").mkdir()
    return copy_project(small_disk / "project")


def test_a_full_disk_is_named(project_on_it):
    assert "The disk is full" in one_sentence(call(project_on_it, "lab"))


def test_a_folder_that_cannot_be_written_is_named(project_on_it, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert "cannot be written: copy it to a folder of your own" in one_sentence(call(project_on_it, "lab"))


def test_a_full_folder_for_temporary_files_does_no_harm(ready, small_disk):
    (small_disk / "filled").write_bytes(b"0" * 1_000_000)
    lose(ready, "ipywidgets")
    told(call(ready, "lab", TMPDIR=str(small_disk)))


@pytest.mark.parametrize("home", ["", "/nowhere", os.devnull])
def test_without_a_home_jupyter_gets_one(ready, home):
    done = call(ready, "lab", HOME=home, USERPROFILE=home)
    _, env = told(done)
    assert os.access(env["HOME"], os.W_OK) and Path(env["HOME"]) == ready / VENV / "home"
    assert "Your home folder" in done.stdout and done.stderr == ""


@pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make, and a terminal's Ctrl+C")
def test_a_stop_by_ctrl_c_is_no_error(ready):
    """JupyterLab ends well after Ctrl+C; then so must make, which gets the signal too."""
    wait = "import signal, sys, time\nsignal.signal(signal.SIGINT, lambda *_: sys.exit(0))\nprint('up', flush=True)\n"
    place = packages(ready) / "jupyterlab/__main__.py"
    before = place.read_text()
    place.write_text(wait + "time.sleep(60)")
    (python, *_), env = command(ready, "lab")
    words, streams = ["make", "lab", f"PYTHON={python}"], {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(words, cwd=ready, env=env, text=True, start_new_session=True, **streams)
    said = iter(process.stdout.readline, "up\n")
    assert "" not in said
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60)[0] == ""
    place.write_text(before)


@pytest.mark.skipif(os.name == "nt", reason="a container of Linux")
def test_a_bare_container_is_enough(ready):
    """No HOME, no locale, no terminal; root, where the tests run as root."""
    words, env = command(ready, "lab")
    bare = {name: value for name, value in env.items() if name == "PATH" or name.startswith("PIP_")}
    done = subprocess.run(words, env={**bare, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    told(done)
    assert done.stderr == ""
