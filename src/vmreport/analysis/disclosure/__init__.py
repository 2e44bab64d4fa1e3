"""Disclosure control: what an outsider can work out, and what more to hide so that he cannot.

`policy` says how uncertain a hidden figure must stay, `relations` which areas add up, `links` which
figures within an area do. `cells` holds a publication, `tables` makes it a table of `figures` as an
outsider meets them; `outsider` has his equations, `attack` solves them, `protect` hides until that
is too little. Whether a figure is small by itself is decided in `analysis.suppression`.
"""
