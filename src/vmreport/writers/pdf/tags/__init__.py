"""Our own structure tree of the PDF, in place of WeasyPrint's: what assistive technology reads.

Source: design/accessibility.md section 4. Identification, metadata and page labels are the
finisher's; what the HTML looks like is the templates' business.
"""

from vmreport.writers.pdf.tags.hook import own_structure_tree

__all__ = ["own_structure_tree"]
