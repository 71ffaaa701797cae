"""Whole sites, as the storm has them, that last for all the trials of a module."""

import os

import pytest

from tests.slow.storm.conftest import (  # noqa: F401
    begun,
    new_database,
    postgres,
    static_files,
    surrounded,
)

from .people import Person
from .trial import Trial

# Root may write what is read-only; a site that root starts must not.
BOUND_BY_PERMISSIONS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")

surroundings = pytest.fixture(scope="module")(surrounded)
begin_site = pytest.fixture(scope="module")(begun)


@pytest.fixture(scope="module")
def begin_trial(begin_site):
    """Begin a site of one process, in which people have filled in the form."""

    def begin(kind: str, people: int, **names: str) -> Trial:
        is_bound = kind == "sqlite" and os.geteuid() == 0
        launcher = BOUND_BY_PERMISSIONS if is_bound else ()
        names = {"WEB_CONCURRENCY": "1", "EMAIL_TIMEOUT": "1"} | names
        site = begin_site(kind, launcher, **names)
        waiting = [Person(site.port, number) for number in range(people)]
        for person in waiting:
            person.open_form()
        return Trial(site, waiting)

    return begin
