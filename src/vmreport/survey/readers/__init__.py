"""Readers of delivered figures: one module per shape; the only home of pandas."""
