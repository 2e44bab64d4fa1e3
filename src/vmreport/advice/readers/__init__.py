"""Readers of the advisor's files: one module per format."""
