"""Makes .venv and installs exactly what a lock file names, checked by its hashes.

From wheels alone: they are unpacked, where anything else would run code of its own.
"""

import subprocess
import sys
import venv
from pathlib import Path

VENV = Path(".venv")


def main(lock: str) -> None:
    python = VENV / "bin" / "python"
    if not works(python):
        print("Making the virtual environment .venv …", flush=True)
        try:
            venv.create(VENV, clear=True, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit(
                "Knotcare can't start: this Python can't make virtual environments. On "
                "Debian and Ubuntu: apt install python3-venv"
            )
    print(f"Installing what {lock} names …", flush=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    rules = ["--require-hashes", "--only-binary", ":all:"]
    if subprocess.run([*pip, *rules, "-r", lock]).returncode:
        sys.exit("Knotcare can't start: the installation failed, see above. Try again.")


def works(python: Path) -> bool:
    """Whether the environment is whole: a moved or half-made one is not."""
    try:
        return (
            subprocess.run(
                [python, "-m", "pip", "--version"], capture_output=True
            ).returncode
            == 0
        )
    except OSError:
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
