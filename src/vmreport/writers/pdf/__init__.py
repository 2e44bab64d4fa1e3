"""The PDF writer: the print HTML laid out by WeasyPrint, sealed off and finished."""

from vmreport.writers.pdf.attachments import Attachment
from vmreport.writers.pdf.writer import PdfResult, write_pdf

__all__ = ["Attachment", "PdfResult", "write_pdf"]
