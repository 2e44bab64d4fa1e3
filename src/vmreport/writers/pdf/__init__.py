"""The PDF writer: the print HTML laid out by WeasyPrint, sealed off and finished."""

from vmreport.writers.pdf.loading import load_weasyprint

load_weasyprint()

from vmreport.writers.pdf.attachments import Attachment  # noqa: E402 - needs WeasyPrint
from vmreport.writers.pdf.writer import PdfResult, write_pdf  # noqa: E402 - needs WeasyPrint

__all__ = ["Attachment", "PdfResult", "write_pdf"]
