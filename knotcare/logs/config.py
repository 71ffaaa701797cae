"""What the site writes about itself: to standard error, where the service manager keeps
it, and what broke by mail. Nothing in it is about a person."""


def configuration(form: str, errors_to: list[str]) -> dict:
    """Python's logging, as a dictionary: `form` is text or json, `errors_to` are the
    addresses to which errors are mailed."""
    handlers = {
        "console": {"class": "logging.StreamHandler", "formatter": form},
        "mails": {
            "()": "knotcare.logs.error_mail.ErrorMails",
            "level": "ERROR",
            "formatter": "text",
            "to": errors_to,
        },
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": "knotcare.logs.formatters.Text"},
            "json": {"()": "knotcare.logs.formatters.Json"},
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers) if errors_to else ["console"]},
        "loggers": {
            # What Django and gunicorn write goes the same way as all else.
            "django": {"handlers": [], "level": "WARNING"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            **dict.fromkeys(("articles", "booking", "knotcare"), {"level": "INFO"}),
        },
    }
