import logging
import re

PRIVATE_PATH = re.compile(r"(/(?:book|desk|preview)/).+")

TO_STDERR = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_keys": {"()": "knotcare.logs.WithoutKeys"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_keys"]}
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "booking": {"handlers": ["console"], "level": "INFO"},
    },
}


class WithoutKeys(logging.Filter):
    """Keeps the keys of private pages out of the log: whoever has one can act."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(map(without_key, record.args))
        return True


def without_key(value):
    return PRIVATE_PATH.sub(r"\1…", value) if isinstance(value, str) else value
