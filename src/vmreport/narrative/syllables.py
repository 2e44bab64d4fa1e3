"""How many syllables a Dutch word has, by its spelling: one per vowel sound.

Dutch spelling writes a vowel sound as one letter or a fixed pair, and puts a trema where two
vowels do not belong together (`geïnteresseerd`), so counting vowel groups is nearly exact; a
hyphenation dictionary is not, because it leaves out places where a line may not break (`o-pen`).
Measured on hand-counted words in the tests; docs/adr/0009.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["syllables"]

_RESPELLED = (
    ("online", "onlijn"),
    ("offline", "oflijn"),
    ("website", "websijt"),
    ("team", "tiem"),
    ("leader", "lieder"),
    ("update", "updeet"),
    ("milieu", "miljeu"),
)
"""Words that are not spelled as Dutch spells its sounds."""
_GLIDES = re.compile(r"ti(?=on)|si(?=on|oen)")
"""`station`, `pensioen`: an i that is spoken as j."""
_SOUNDS = re.compile(
    r"aai|ooi|oei|eau|eeu(?=w)|ieu(?=w)|éé|aa|ee|oo|uu|ie(?!u)|oe|eu(?!m\b)|ui|ei|ij|au|ou|ai"
    r"|[aeiouáàâäéèêëíìîïóòôöúùûü]|(?<![aeiou])y(?![aeiou])"
)
_SHORT_CAPITALS = re.compile(r"[A-Z]{2,5}")


@cache
def syllables(word: str) -> int:
    """Give the number of syllables of a word, at least one; of `CBS` the number of letters.

    Source: one vowel sound per syllable is what a syllable is; the pairs are those of the Dutch
    spelling (Woordenlijst Nederlandse Taal, klinkertekens).
    """
    if _SHORT_CAPITALS.fullmatch(word):
        return len(word)
    text = unicodedata.normalize("NFC", word).casefold().replace("qu", "kw")
    for written, spoken in _RESPELLED:
        text = text.replace(written, spoken)
    return max(1, len(_SOUNDS.findall(_GLIDES.sub("j", text))))
