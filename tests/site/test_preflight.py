"""What keeps the site from starting is said in one line."""

import os
import socket
import subprocess
import sys

import pytest


def preflight(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "tools/preflight.py", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def assert_refused(result, *words):
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert all(word in line for word in words)


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


def test_a_free_port_passes(tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = str(listener.getsockname()[1])

    assert preflight("127.0.0.1", port, DATA_DIR=str(tmp_path)).returncode == 0


def test_a_taken_port_is_named_with_a_way_on(tmp_path, taken_port):
    result = preflight("127.0.0.1", taken_port, DATA_DIR=str(tmp_path))

    assert_refused(result, taken_port, "make run PORT=")


@pytest.mark.parametrize("port", ["abc", "0", "70000", ""])
def test_a_port_is_a_number(tmp_path, port):
    assert_refused(preflight("127.0.0.1", port, DATA_DIR=str(tmp_path)), "PORT must be")


def test_a_host_is_an_address(tmp_path):
    result = preflight("no such host", "8000", DATA_DIR=str(tmp_path))

    assert_refused(result, "no such host")


def test_a_folder_must_take_files(tmp_path):
    (tmp_path / "file").write_text("")

    result = preflight("127.0.0.1", "8000", DATA_DIR=str(tmp_path / "file" / "data"))

    assert_refused(result, "can't be written", str(tmp_path))


def test_an_old_python_is_told_to_step_aside():
    script = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['preflight'];"
        "runpy.run_path('tools/preflight.py', run_name='__main__')"
    )

    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )

    assert_refused(result, "3.11 or newer", "3.9", "make run PYTHON=")
