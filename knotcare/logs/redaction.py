"""What a log must not tell: keys of private pages, what was searched for, mail addresses,
and the values in the messages of exceptions, where a database repeats a visitor's row."""

import logging
import re
import traceback
from smtplib import SMTPException

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.template import TemplateDoesNotExist

PRIVATE_PATHS = ("/book/", "/desk/", "/preview/")  # a key follows: who has it can act
PATTERNS = {
    re.compile(rf"({'|'.join(PRIVATE_PATHS)})[^\s'\"]+"): r"\1…",
    re.compile(r"(?<=[\w/])\?[^\s'\"]+"): "?…",
    re.compile(r"(?<![^\s'\"<>(=])[^\s'\"<>(=]+@[^\s'\"<>),]+"): "…@…",
}
MOST_OF_A_LINE = 2000  # characters
# One record is one line, whatever a stranger writes into an address.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

# Their messages are about the code and the machine.
TELLING = (
    *(AttributeError, ImportError, NameError, MemoryError, RecursionError, OSError),
    *(ImproperlyConfigured, TemplateDoesNotExist),
)
# An answer of the mail server repeats addresses.
NOT_TELLING = (SMTPException,)
# How a database says that it is not well. Its other messages may repeat what was asked.
DATABASE_IS_ILL = (
    *("attempt to write", "connection", "consuming input failed", "database", "disk"),
    *("file is not a database", "no such table", "server closed"),
    *("terminating connection", "unable to open"),
)


def safe_message(record: logging.LogRecord) -> str:
    text = record.getMessage()
    if record.name == "gunicorn.error" and text.startswith("Invalid request from"):
        return "What was sent is no HTTP, and was refused."  # it repeats it
    return redacted(text)


def redacted(text: str) -> str:
    """The text in one line that is not too long, without what gives somebody away."""
    text = text[:MOST_OF_A_LINE]
    for pattern, instead in PATTERNS.items():
        text = pattern.sub(instead, text)
    return CONTROLS.sub(" ", text)


def safe_traceback(error: BaseException) -> str:
    """Where an exception came from, those before it first, without their values."""
    lines = []
    for each in reversed(chain(error)):
        lines += traceback.format_tb(each.__traceback__)
        lines.append(f"{named(each)}\n")
    return "".join(lines).rstrip()


def chain(error: BaseException) -> list[BaseException]:
    """The exception, and each that it came from."""
    found = []
    while error and error not in found:
        found.append(error)
        error = error.__cause__ or (
            None if error.__suppress_context__ else error.__context__
        )
    return found


def named(error: BaseException) -> str:
    """The exception's name, with its message where that tells of no person."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix(
        "builtins."
    )
    message, *_ = str(error).splitlines() or [""]
    return f"{name}: {redacted(message)}" if is_telling(error, message) else name


def is_telling(error: BaseException, message: str) -> bool:
    if isinstance(error, DatabaseError):
        return message.startswith(DATABASE_IS_ILL)
    return isinstance(error, TELLING) and not isinstance(error, NOT_TELLING)
