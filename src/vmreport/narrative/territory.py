"""Sentences about areas over time: how a territory changed, and what an area is made of.

Whether editions may be compared is decided in `analysis`; this only says why not.
"""

from __future__ import annotations

from vmreport.analysis.findings import Against
from vmreport.narrative.numbers import format_date
from vmreport.narrative.voice import Voice, area_name
from vmreport.survey.areas import OFFICIAL, municipality_name
from vmreport.survey.model import Area
from vmreport.survey.territory import TerritoryChange

__all__ = ["apart_sentence", "change_sentence", "merged_sentence"]


def change_sentence(voice: Voice, change: TerritoryChange) -> str:
    """Give how the area of the report became another one: "Sinds 1 januari 2019 horen ook ..."."""
    area = voice.analysis.municipality
    others = [_name(voice, code) for code in change.whole if code != change.into]
    others += [
        voice.say("gebied_tijd.deel_van", naam=_name(voice, code))
        for code in change.parts
        if code != area.code
    ]
    slots = {"dag": format_date(change.day), "gebied": voice.named(area)}
    if change.into != area.code:
        return voice.say("gebied_tijd.gekrompen", naar=_name(voice, change.into), **slots)
    if area.code not in change.whole:
        key = "gebied_tijd.ontstaan"
    else:
        key = "gebied_tijd.gegroeid_een" if len(others) == 1 else "gebied_tijd.gegroeid"
    return voice.say(key, delen=voice.joined(others), **slots)


def apart_sentence(voice: Voice, area: Area) -> str:
    """Give that a local area became another one since the previous edition; empty when it did not."""
    if not voice.analysis.has_other_territory(area.code):
        return ""
    year = voice.reference(Against.PREVIOUS)
    said = voice.say("wijkprofiel.vorige_ander_gebied", jaar=year, gebied=voice.named(area))
    return voice.sentence(said)


def merged_sentence(voice: Voice, area: Area) -> str:
    """Give what an area is made of and why; empty for an area that was delivered as it is."""
    if area.merged is None:
        return ""
    parts = voice.joined(area_name(part) for part in area.merged.parts)
    sentences = [voice.say("gebied_tijd.samengevoegd", gebied=voice.named(area), delen=parts)]
    if area.merged.reason:
        sentences.append(voice.say("gebied_tijd.reden", reden=area.merged.reason.rstrip(".")))
    return " ".join(voice.sentence(text) for text in sentences)


def _name(voice: Voice, code: str) -> str:
    known = voice.analysis.areas.get(code)
    return area_name(known) if known else OFFICIAL.get(code, "") or municipality_name(code) or code
