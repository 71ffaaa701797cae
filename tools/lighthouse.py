"""Prints what Lighthouse says of the pages, with its mobile settings.

The scores of the first column depend on this machine's load: the middle one of three
runs is printed. The other columns do not.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from own_site import ROOT, own_site

PORT = "8919"
PAGES = [
    "/",
    "/guide/ease-a-knot-now/",
    "/relief/calves/",
    "/questions/",
    "/guide/more-than-a-knot/",
    "/book/",
]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
RUNS = 3
TRIES = 3  # a busy machine spoils a run now and then
LIGHTHOUSE = ROOT / ".tools/node_modules/lighthouse/cli/index.js"
CHROME_FLAGS = "--headless --no-sandbox --disable-background-networking"


def run(url: str) -> dict:
    """Lighthouse's report of a page (its JSON)."""
    node = Path(sys.executable).parent / "node"
    command = [node, LIGHTHOUSE, url, "--quiet", "--output=json"]
    for _ in range(TRIES):
        result = subprocess.run(
            [*command, f"--chrome-flags={CHROME_FLAGS}"],
            env=os.environ
            | {"CHROME_PATH": shutil.which("chromium") or "google-chrome"},
            stdout=subprocess.PIPE,
        )
        if result.returncode == 0:
            return json.loads(result.stdout)
    sys.exit(f"Lighthouse could not look at {url}; it says why above.")


def middle(reports: list[dict], figure) -> float:
    return statistics.median(map(figure, reports))


def row(path: str, reports: list[dict]) -> str:
    scores = [
        middle(reports, lambda r, name=name: r["categories"][name]["score"] * 100)
        for name in CATEGORIES
    ]
    audits = [
        middle(reports, lambda r, name=name: r["audits"][name]["numericValue"])
        for name in ("largest-contentful-paint", "cumulative-layout-shift")
    ]
    said = reports[0]["audits"]["errors-in-console"]["details"]["items"]
    figures = [*(f"{score:.0f}" for score in scores), f"{audits[0] / 1000:.2f} s"]
    return "".join(
        [f"{path:28}", *(f"{each:>9}" for each in figures)]
        + [f"{audits[1]:>9.3f}", f"{len(said):>9}"]
    )


def main() -> None:
    heads = ["perf.", "access.", "practice", "SEO", "LCP", "CLS", "console"]
    print(f"{'page':28}" + "".join(f"{head:>9}" for head in heads))
    with own_site(PORT) as url:
        for path in PAGES:
            print(row(path, [run(url + path) for _ in range(RUNS)]), flush=True)


if __name__ == "__main__":
    main()
