"""What the site needs before its first answer: imports, and a gunicorn's start."""

import re
import statistics
import subprocess
import sys
import time

from ..machine import SERVER_CORE, cpu_seconds, pin
from ..servers import HELLO, SITE, gunicorn
from ..site import ROOT, Site, fresh_site
from ..table import print_table

ROUNDS = 5
MOST_PACKAGES = 12
LINE = re.compile(r"import time: +(\d+) \| +(\d+) \| +(\S+)")


def run() -> None:
    with fresh_site() as site:
        print_starts(site)
        print()
        print_imports(site)


def print_starts(site: Site) -> None:
    """From the call of gunicorn to the first answer that has come back whole, and what
    all its processes have spent by then."""
    found = {"hello world": [], "the home page": []}
    for _ in range(ROUNDS):
        for name, application in zip(found, (HELLO, SITE), strict=True):
            begin = time.monotonic()
            with gunicorn(site, application) as server:
                server.get("/")
                took = time.monotonic() - begin
                found[name].append((took, cpu_seconds(server.processes)))
    rows = [
        [name, *(f"{statistics.median(each):.2f}" for each in zip(*times, strict=True))]
        for name, times in found.items()
    ]
    print_table(["first answer", "seconds", "CPU seconds"], rows)


def print_imports(site: Site) -> None:
    """Which packages the milliseconds of `import knotcare.wsgi` go to, without what they
    import in turn."""
    own, total = {}, []
    for _ in range(ROUNDS):
        spent = import_times(site)
        total.append(sum(spent.values()))
        for package, milliseconds in spent.items():
            own.setdefault(package, []).append(milliseconds)
    middles = {package: statistics.median(times) for package, times in own.items()}
    dearest = sorted(middles, key=middles.get, reverse=True)[:MOST_PACKAGES]
    rows = [[package, f"{middles[package]:.0f}"] for package in dearest]
    rows.append(["all of it", f"{statistics.median(total):.0f}"])
    print_table(["import knotcare.wsgi", "ms"], rows)


def import_times(site: Site) -> dict[str, float]:
    """Milliseconds by top-level package, its modules together."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import knotcare.wsgi"],
        cwd=ROOT,
        env=site.environment,
        preexec_fn=lambda: pin(SERVER_CORE),
        stderr=subprocess.PIPE,
        check=True,
        text=True,
    ).stderr
    spent = {}
    for own, _, module in LINE.findall(told):
        package = package_of(module)
        spent[package] = spent.get(package, 0) + int(own) / 1000
    return spent


def package_of(module: str) -> str:
    package = module.partition(".")[0]
    is_ours = package not in sys.stdlib_module_names
    return package if is_ours else "(the standard library)"
