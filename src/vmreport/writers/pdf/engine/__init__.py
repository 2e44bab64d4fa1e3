"""WeasyPrint with its hottest functions replaced: the same pages for about half of the work.

Each replacement is a proposal to WeasyPrint as well (docs/upstream/). Private API, in one version
only; `hooks` says what is replaced and how that is guarded.
"""

from vmreport.writers.pdf.engine.frames import with_room
from vmreport.writers.pdf.engine.hooks import swift_engine
from vmreport.writers.pdf.engine.source import read_page, read_rules

__all__ = ["read_page", "read_rules", "swift_engine", "with_room"]
