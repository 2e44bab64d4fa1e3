"""An advisor's Word file: opened safely, refused where it cannot be read whole, else as Markdown.

| module | what |
|---|---|
| `package` | bytes to XML parts; what is no plain .docx is refused |
| `styles`, `numbering` | what a style or a list number means |
| `refusals` | tracked changes, comments, hidden text and unknown parts, named by paragraph |
| `runs` | the words of a paragraph as inline Markdown |
| `blocks` | headings, paragraphs, lists, quotes and tables, in order |
| `lines` | blocks as Markdown lines that know their paragraph |
| `recommendations` | blocks of aanbevelingen.docx as drafts |
"""
