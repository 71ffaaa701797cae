"""A site that keeps all it has in a folder of its own, and that real processes run."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECRET_KEY = "a4K-09sdhf_LKJ2h3lkj45hLKJHlkj234h5lkjhLKJH_34lkj5h"
ACCOUNT = {"username": "ed", "password": "a long pass phrase"}


def site_environment(folder: Path, **chosen: str) -> dict[str, str]:
    """The environment of its processes, with what an operator has `chosen`."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "knotcare.settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": SECRET_KEY,
    } | chosen


def attempt(environment: dict[str, str], *arguments) -> subprocess.CompletedProcess:
    """Run a command of manage.py; what it says, and whether it went well."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def manage(environment: dict[str, str], *arguments) -> None:
    attempt(environment, *arguments).check_returncode()


def prepare(data: Path) -> None:
    """Fill `data`, a folder that pytest has made, as `manage.py prepare` does: with the
    whole guide, the examples of a local site, and ACCOUNT, who may do everything.

    It is done once, and all processes of a run of the tests copy what came of it.
    """
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = data.parents[1 if is_worker else 0]
    prepared = shared / "prepared-site"
    with (shared / "prepared-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not prepared.exists():
            unfinished = shared / "unfinished-site"
            details = ACCOUNT | {"email": "ed@spa.example"}
            environment = site_environment(unfinished) | {
                f"DJANGO_SUPERUSER_{name.upper()}": each
                for name, each in details.items()
            }
            manage(environment, "prepare")
            manage(environment, "createsuperuser", "--noinput")
            unfinished.replace(prepared)
    if not (data / "db.sqlite3").exists():
        shutil.copytree(prepared, data, dirs_exist_ok=True)
