"""Checks on finished files. Stands apart: knows PDF and Office files, not the document model or writers."""
