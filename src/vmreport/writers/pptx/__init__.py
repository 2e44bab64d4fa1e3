"""The PowerPoint deck: one slide for each heading of the first level, what is said in its notes."""

from vmreport.writers.pptx.writer import write_pptx

__all__ = ["write_pptx"]
