"""The two forms of a line in the log: for people, and for programs."""

import json
import logging
from datetime import UTC, datetime

from ..middleware.request_id import id_of
from .redaction import safe_message, safe_traceback


class Text(logging.Formatter):
    """2027-03-01T15:30:00Z WARNING django.request [1b9d6bcd3a41] Not Found: /nothing/"""

    def format(self, record: logging.LogRecord) -> str:
        request = id_of(record)
        cause = f"[{request}] " if request else ""
        line = (
            f"{time(record)} {record.levelname} {record.name} "
            f"{cause}{safe_message(record)}"
        )
        error = error_of(record)
        return f"{line}\n{safe_traceback(error)}" if error else line


class Json(logging.Formatter):
    """An object in one line; what there is nothing to say of is left out."""

    def format(self, record: logging.LogRecord) -> str:
        error = error_of(record)
        told = {
            "time": time(record),
            "level": record.levelname,
            "logger": record.name,
            "request": id_of(record),
            "status": getattr(record, "status_code", None),
            "message": safe_message(record),
            "traceback": safe_traceback(error) if error else None,
        }
        return json.dumps({name: value for name, value in told.items() if value})


def time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None
