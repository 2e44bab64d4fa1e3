"""The HTML writer: one set of block templates for the web page and for the PDF."""

from vmreport.writers.html.page import Page, heading_offset, render_page
from vmreport.writers.html.stylesheet import Mode
from vmreport.writers.html.writer import write_html

__all__ = ["Mode", "Page", "heading_offset", "render_page", "write_html"]
