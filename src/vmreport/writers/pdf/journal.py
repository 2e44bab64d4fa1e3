"""Listens to what libraries say while a PDF is made: an undeclared warning fails the build.

A missing picture, font or target is only a log line to WeasyPrint; to a council it is a fault.
Source: design/risks.md D2.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from vmreport.errors import EnvironmentFault, WriterError

__all__ = ["HARMLESS", "strict_libraries"]

HARMLESS: tuple[re.Pattern[str], ...] = ()
"""Messages that were looked into and mean no loss; each with its reason beside it."""

_LOGGERS = ("weasyprint", "fontTools")
_FONT = re.compile(r"Font-face .* cannot be loaded")
_QUIET = (DeprecationWarning, PendingDeprecationWarning, ResourceWarning, ImportWarning)


class _Listener(logging.Handler):
    """Collects warnings of the thread that made it."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, unless another thread is working."""
        if record.thread in {None, self._thread}:
            self.messages.append(record.getMessage())


@contextmanager
def strict_libraries(title: str) -> Iterator[None]:
    """Raise when a library warned inside the block; `title` names the document in the message.

    Raises EnvironmentFault when a font could not be used, WriterError for anything else.
    """
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)
    said = [item for item in caught if not issubclass(item.category, _QUIET)]
    _judge([*listener.messages, *(str(item.message) for item in said)], title)


def _judge(messages: list[str], title: str) -> None:
    left = [m for m in messages if not any(pattern.search(m) for pattern in HARMLESS)]
    if not left:
        return
    listing = "\n".join(f"  - {message}" for message in dict.fromkeys(left))
    if any(_FONT.search(message) for message in left):
        raise EnvironmentFault(f"Een letterbestand kan niet worden gebruikt:\n{listing}")
    raise WriterError(f"PDF of “{title}”: the layout engine warned:\n{listing}")
