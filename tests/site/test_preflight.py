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


def assert_refused(result, *words):
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Knotcare can't start: ")
    for word in words:
        assert word in line


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_a_free_port_passes_in_silence(preflight, tmp_path, host):
    result = preflight(host, str(free_port()))

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "var").is_dir()


def test_without_a_port_only_the_place_is_looked_at(preflight):
    assert preflight().returncode == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_named_with_another_to_try(preflight, taken_port, host):
    result = preflight(host, taken_port)

    assert_refused(result, f"{host}:{taken_port}", "make run PORT=8123")


@pytest.mark.parametrize("port", ["abc", "70000", "65536", "0", "-1", "80.5", "", " "])
def test_what_is_no_port_is_refused(preflight, port):
    result = preflight("127.0.0.1", port)

    assert_refused(result, f"PORT must be a number from 1 to 65535, not {port}.")


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70, "1.2.3.4.5"])
def test_an_unknown_host_is_refused(preflight, host):
    result = preflight(host, "8000")

    assert_refused(result, f"HOST names no address of this machine: {host}.")


def test_an_address_of_another_machine_is_refused(preflight):
    result = preflight("192.0.2.1", "8000")  # reserved for documentation

    assert_refused(result, "nothing can listen on 192.0.2.1:8000")


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_an_ipv6_address_is_understood(preflight, host):
    result = preflight(host, str(free_port()))

    assert "HOST names no address" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_can_not_be_written_is_named(preflight, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    result = preflight(data_dir=tmp_path / "file" / "var")

    assert_refused(result, str(tmp_path / "file" / "var"), "Make it writable, or move")


def test_an_old_python_is_refused_with_the_way_to_name_a_newer_one(preflight):
    script = (
        "import runpy, sys; sys.version_info = (3, 8, 10); "
        f"runpy.run_path({str(PREFLIGHT)!r}, run_name='__main__')"
    )

    result = preflight(command=("-c", script))

    assert_refused(
        result, "Python 3.11 or newer", "this is 3.8", "make run PYTHON=python3.12"
    )
