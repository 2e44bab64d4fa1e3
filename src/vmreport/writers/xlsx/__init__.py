"""The Excel workbook: one sheet for each heading, one table to a sheet, as gptables advises."""

from vmreport.writers.xlsx.writer import write_xlsx

__all__ = ["write_xlsx"]
