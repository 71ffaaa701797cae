"""A site that keeps all it has in a folder of its own, and that real processes run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECRET_KEY = "a4K-09sdhf_LKJ2h3lkj45hLKJHlkj234h5lkjhLKJH_34lkj5h"


def site_environment(folder: Path, **chosen: str) -> dict[str, str]:
    """The environment of its processes, with what an operator has `chosen`."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "knotcare.settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": SECRET_KEY,
    } | chosen


def manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
