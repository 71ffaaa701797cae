"""What `make run` installs weighs little: no package comes in unnoticed."""

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parents[2] / "requirements.lock"
MOST = 65_000_000  # bytes; Django and Pillow are two thirds of them
MOST_PACKAGES = 26


def locked() -> list[str]:
    """The names of the packages that production needs on this Python."""
    lines = [
        line.partition("\\")[0]
        for line in LOCK.read_text().splitlines()
        if line[:1].isalnum()
    ]
    found = map(Requirement, lines)
    return [each.name for each in found if not each.marker or each.marker.evaluate()]


def size(package: str) -> int:
    """The bytes of its files as they are installed, without what Python compiles."""
    paths = [Path(each.locate()) for each in distribution(package).files]
    kept = [each for each in paths if each.suffix != ".pyc" and each.is_file()]
    return sum(each.stat().st_size for each in kept)


def test_the_installed_environment_is_small():
    sizes = {package: size(package) for package in locked()}

    total = sum(sizes.values())
    print(f"{len(sizes)} packages, {total / 1e6:.1f} MB:")
    for package, taken in sorted(sizes.items(), key=lambda each: -each[1]):
        print(f"{taken / 1e6:6.1f} MB  {package}")
    assert total <= MOST
    assert len(sizes) <= MOST_PACKAGES
