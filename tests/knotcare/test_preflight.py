"""Before anything is installed: one line on what keeps the site from starting."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from tests.ports import free_port

PREFLIGHT = settings.BASE_DIR / "tools" / "preflight.py"


@pytest.fixture
def preflight(tmp_path):
    def run(*arguments, command=(PREFLIGHT,), data_dir=tmp_path / "var"):
        return subprocess.run(
            [sys.executable, *command, *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir)},
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield str(listener.getsockname()[1])


@pytest.fixture
def refused(preflight):
    """The one line on why the site can't start."""

    def run(*arguments, **how) -> str:
        result = preflight(*arguments, **how)
        assert (result.returncode, result.stdout) == (1, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith("Knotcare can't start: ")
        return line

    return run


def test_a_free_port_passes_in_silence(preflight, tmp_path):
    for host in ("127.0.0.1", "localhost", "0.0.0.0"):
        result = preflight(host, str(free_port()))

        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        assert (tmp_path / "var").is_dir()


def test_without_a_port_only_the_place_is_looked_at(preflight):
    assert preflight().returncode == 0


def test_a_taken_port_is_named_with_another_to_try(refused, taken_port):
    for host in ("127.0.0.1", "0.0.0.0"):
        line = refused(host, taken_port)

        assert f"{host}:{taken_port}" in line and "make run PORT=8123" in line


def test_what_is_no_port_and_no_address_of_this_machine_is_refused(refused):
    for port in ("abc", "70000", "65536", "0", "-1", "80.5", "", " "):
        told = f"PORT must be a number from 1 to 65535, not {port}."
        assert told in refused("127.0.0.1", port)

    for host in ("nowhere.invalid", "a..b", "x" * 70, "1.2.3.4.5"):
        told = f"HOST names no address of this machine: {host}."
        assert told in refused(host, "8000")

    for_documentation = "192.0.2.1"
    line = refused(for_documentation, "8000")
    assert f"nothing can listen on {for_documentation}:8000" in line


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_ipv6_address_is_understood(preflight):
    for host in ("::1", "[::1]"):
        result = preflight(host, str(free_port()))

        assert "HOST names no address" not in result.stderr
        assert "Traceback" not in result.stderr


def test_a_folder_that_can_not_be_written_is_named(refused, tmp_path):
    folder = tmp_path / "file" / "var"
    folder.parent.write_text("not a folder")

    line = refused(data_dir=folder)

    assert str(folder) in line and "Make it writable, or move" in line


def test_an_old_python_is_refused_with_the_way_to_name_a_newer_one(refused):
    script = (
        "import runpy, sys; sys.version_info = (3, 8, 10); "
        f"runpy.run_path({str(PREFLIGHT)!r}, run_name='__main__')"
    )

    line = refused(command=("-c", script))

    assert "Python 3.11 or newer" in line and "this is 3.8" in line
    assert "make run PYTHON=python3.12" in line
