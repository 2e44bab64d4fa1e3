"""Checks on finished files. Stands apart: knows PDF and DOCX, not the document model or writers."""
