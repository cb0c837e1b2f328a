"""What the system says of itself: one line per request and job, ids only, to stdout.

Pretty on a terminal, JSON elsewhere. Under `./start` on a terminal the lines go to a file, and the
terminal hears only what is wrong. An exception is told by its kind and the lines it passed,
never by its message: PostgreSQL puts people's names and numbers into those.
"""

from __future__ import annotations

import logging.config
import os
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

#: Set for the parts by `up`, when somebody sits before the terminal.
FILE = "YIMEN_LOG_FILE"
_QUIET = ("django", "allauth", "procrastinate", "psycopg", "asgiref", "PIL", "granian")


class OwnLineInstead(logging.Filter):
    """Leaves out the queue's line of a job that ended: it names all the job was told.

    The worker's own line says the same by row numbers.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything else through."""
        return not str(getattr(record, "action", "")).startswith("job_")


def logging_settings(*, debug: bool) -> None:
    """Send everything that is logged through one formatter; say more when debugging."""
    logging.config.dictConfig(logging_plan(debug=debug))
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.DEBUG if debug else logging.INFO
        ),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_plan(*, debug: bool = False) -> dict[str, Any]:
    """Return the same, as the dictionary that the web server wants for its own messages."""
    file = os.environ.get(FILE, "")
    handlers: dict[str, dict[str, str | list[str]]] = {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "ours",
            "filters": ["ours"],
            "level": "WARNING" if file else "DEBUG",
        }
    }
    if file:
        kind = "logging.handlers.WatchedFileHandler"
        handlers["file"] = {
            "class": kind,
            "filename": file,
            "formatter": "ours",
            "filters": ["ours"],
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"ours": {"()": OwnLineInstead}},
        "formatters": {
            "ours": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _shared(),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    where_it_broke,
                    _renderer(),
                ],
                "use_get_message": True,
            }
        },
        "handlers": handlers,
        "root": {"handlers": [*handlers], "level": "INFO"},
        "loggers": {
            **{name: {"level": "INFO" if debug else "ERROR"} for name in _QUIET},
            # Both would name the address, and an address may hold a query code.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
        },
    }


def where_it_broke(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and the places in the code that it passed."""
    found = event.pop("exc_info", None)
    if not found:
        return event
    error = found if isinstance(found, BaseException) else None
    if isinstance(found, tuple):
        error = found[1]
    if error is None:
        error = sys.exc_info()[1]
    if error is not None:
        event["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["passed"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _renderer() -> Processor:
    if sys.stdout.isatty() and not os.environ.get(FILE):
        return structlog.dev.ConsoleRenderer(colors=True)
    return structlog.processors.JSONRenderer(ensure_ascii=False)
