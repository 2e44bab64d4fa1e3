"""Readers of delivered figures: one module per shape; the only home of pandas.

`files` finds the reader of a file. `text_files`, `workbook` and `parquet` give a grid of cells
(`table`); `tidy` and `statline` give it meaning with `columns`, `topics`, `identity`, `cells` and
`figures`; `rules` compares rows. Every message has its code in `codes`.
"""
