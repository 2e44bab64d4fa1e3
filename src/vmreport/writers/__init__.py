"""Bytes from a resolved document: look only, no words, no disk, no clock."""
