"""What is installed is little, is what was looked at, and runs nothing on the way."""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

from tools import licenses

ROOT = settings.BASE_DIR
LOCKS = ["", "-postgres", "-dev"]
MOST = 65_000_000  # bytes; Django and Pillow are two thirds of them
MOST_PACKAGES = 28
METADATA = "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n"
BUILT_BY_ITSELF = """
[build-system]
requires = []
build-backend = "build"
backend-path = ["."]
"""


def packages(lock: str) -> list[str]:
    """The entries of a lock file: a package, its version and its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / f"requirements{lock}.lock").read_text())
    return [entry for entry in entries if not entry.startswith("#")]


def test_every_package_has_its_version_and_its_hash():
    found = {lock: packages(lock) for lock in LOCKS}

    assert all(len(entries) > 20 for entries in found.values())
    loose = [
        entry
        for entry in sum(found.values(), [])
        if not re.match(r"[\w.-]+==[\w.]+ ", entry) or "--hash=sha256:" not in entry
    ]
    assert loose == []


def size(package: str) -> int:
    """The bytes of its files as they are installed, without what Python compiles."""
    paths = [Path(each.locate()) for each in distribution(package).files]
    kept = [each for each in paths if each.suffix != ".pyc" and each.is_file()]
    return sum(each.stat().st_size for each in kept)


def test_what_make_run_installs_weighs_little():
    """No package comes in unnoticed."""
    locked = [Requirement(entry.partition("\\")[0]) for entry in packages("")]
    sizes = {
        each.name: size(each.name)
        for each in locked
        if not each.marker or each.marker.evaluate()
    }

    by_size = sorted(sizes.items(), key=lambda each: -each[1])
    assert sum(sizes.values()) <= MOST, by_size
    assert len(sizes) <= MOST_PACKAGES, by_size


@pytest.fixture
def install(tmp_path):
    """Install with tools/install.py from a folder of packages; return what came of it."""

    def run(package: Path, digest: str) -> subprocess.CompletedProcess:
        (tmp_path / "sample.lock").write_text(f"sample==1.0 --hash=sha256:{digest}\n")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(package.parent),
            "PIP_CONFIG_FILE": os.devnull,
        }
        command = [sys.executable, ROOT / "tools/install.py", "sample.lock"]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True
        )

    return run


def digest_of(package: Path) -> str:
    return hashlib.sha256(package.read_bytes()).hexdigest()


@pytest.fixture
def wheel(tmp_path):
    package = tmp_path / "wheels" / "sample-1.0-py3-none-any.whl"
    package.parent.mkdir()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("sample.py", "")
        archive.writestr("sample-1.0.dist-info/METADATA", METADATA)
        kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr("sample-1.0.dist-info/WHEEL", kind)
        archive.writestr("sample-1.0.dist-info/RECORD", "")
    return package


@pytest.mark.slow
def test_a_package_that_is_what_the_lock_says_is_installed_and_no_other(install, wheel):
    refused = install(wheel, "0" * 64)
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stderr

    result = install(wheel, digest_of(wheel))
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_a_package_that_would_run_code_is_not_installed(install, tmp_path):
    marker = tmp_path / "it-ran"
    folder = tmp_path / "sample-1.0"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(BUILT_BY_ITSELF)
    (folder / "build.py").write_text(f"open({str(marker)!r}, 'w').close()")
    (folder / "PKG-INFO").write_text(METADATA)
    package = tmp_path / "sources" / "sample-1.0.tar.gz"
    package.parent.mkdir()
    with tarfile.open(package, "w:gz") as archive:
        archive.add(folder, "sample-1.0")

    result = install(package, digest_of(package))

    assert result.returncode == 1
    assert "the installation failed" in result.stderr
    assert not marker.exists()


def test_a_license_must_be_agreed_to():
    agreed = {
        "MIT": True,
        "MIT AND PSF-2.0": True,
        "Proprietary OR Apache-2.0": True,
        "MIT AND Proprietary": False,
        "AGPL-3.0-only": False,
        "unknown": False,
        "not installed": False,
    }

    assert agreed == {
        each: licenses.is_agreed(each, licenses.OF_THE_SITE) for each in agreed
    }


def test_every_package_is_under_a_license_that_was_agreed_to(monkeypatch, capsys):
    licenses.main()

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 40
    assert re.search(r"^django +site +BSD-3-Clause$", "\n".join(lines), re.MULTILINE)

    monkeypatch.setattr(licenses, "license_of", lambda name: "AGPL-3.0-only")
    with pytest.raises(SystemExit, match="gunicorn: AGPL-3.0-only"):
        licenses.main()
