"""What Word, PowerPoint and Excel files have in common: package, XML, theme, properties, pictures.

Knows nothing of blocks; what a part says is made in `docx`, `pptx` and `xlsx`.
"""
