"""The settings of a site whose database lies on a slow disk."""

from knotcare.settings import *  # noqa: F403
from knotcare.settings import DATABASES

DATABASES["default"]["ENGINE"] = "tests.slow.storm.slow_disk"
