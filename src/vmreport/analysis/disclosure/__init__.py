"""Disclosure control: what an outsider can work out, and what more to hide so that he cannot.

`policy` says how uncertain a hidden figure must stay, `relations` which figures add up, `figures`
what an outsider knows of each, `attack` what he can derive, `protect` what to hide until that is
too little. Whether a figure is small by itself is decided in `analysis.suppression`.
"""
