"""Many dossiers in one go: supervised worker processes, a journal, whole reports or none.

What a report is and how it is made belongs in `pipeline`; this package only sees to it that
hundreds of them get made, that a fault stays where it is, and that a run can be taken up again.
"""
