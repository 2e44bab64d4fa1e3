"""The PDF writer: WeasyPrint and our own tag tree."""
