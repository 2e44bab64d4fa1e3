"""The months in Dutch: dates are read and printed with them, never with a locale."""

__all__ = ["MONTHS"]

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
