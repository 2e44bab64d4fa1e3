"""vmreport: council reports, safety plans and action plans from the Veiligheidsmonitor."""

__all__ = ["__version__"]

__version__ = "2026.1"
