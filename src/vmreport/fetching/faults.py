"""What can go wrong while fetching: codes E601-E609, said in Dutch, all with exit code 6."""

from __future__ import annotations

from enum import StrEnum

from vmreport.errors import EnvironmentFault, Place, Problem

__all__ = ["Again", "FetchCode", "fault"]


class FetchCode(StrEnum):
    """One meaning each, never reused."""

    NO_CONNECTION = "E601"
    """No connection, or it was lost, after all attempts."""
    TABLE_UNKNOWN = "E602"
    """The service does not know the table."""
    SERVER = "E603"
    """The service answers that it cannot, after all attempts, or refuses the question."""
    ELSEWHERE = "E604"
    """A redirect or a next page points at another address."""
    NOT_JSON = "E605"
    """An answer that is no JSON, is cut off, or has not the shape of OData."""
    TOO_MUCH = "E606"
    """An answer that is too big or takes too long."""
    INCOMPLETE = "E607"
    """The pages do not add up to what the service counted, or contradict each other."""
    CHANGED = "E608"
    """The table was changed by CBS while it was fetched."""
    NOT_KEPT = "E609"
    """There is nothing kept from before, where that was asked for."""


class Again(Exception):  # noqa: N818 - a request to try again, not an error that leaves this package
    """A fault that may pass: worth another attempt. Never leaves `web`."""

    def __init__(self, code: FetchCode, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.wait = wait
        """Seconds that the service asks us to wait; None when it did not say."""


def fault(code: FetchCode, where: str, what: str, hint: str) -> EnvironmentFault:
    """Give the error to raise, in the printed form of every message."""
    return EnvironmentFault(str(Problem(code, Place(where), what, hint)))
