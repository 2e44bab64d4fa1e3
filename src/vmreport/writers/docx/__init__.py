"""Word files from a resolved document, made in styles, fields and captions Word itself knows."""

from vmreport.writers.docx.writer import write_docx

__all__ = ["write_docx"]
