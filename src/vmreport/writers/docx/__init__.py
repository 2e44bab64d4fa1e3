"""The Word writer: python-docx and our own WordprocessingML."""
