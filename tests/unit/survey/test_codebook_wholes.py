"""The shipped partitions and means, and what such a file may not say."""

from __future__ import annotations

import pytest

from vmreport.errors import ImpossibleError
from vmreport.survey.codebook import load_codebook
from vmreport.survey.codebook_wholes import read_wholes
from vmreport.survey.model import Mixture, Part, Partition

CODEBOOK = load_codebook()


def test_the_judgement_of_the_police_is_told_twice():
    police = "politie_buurt_"
    everybody = Partition(
        tuple(police + word for word in ("tevreden", "neutraal", "ontevreden", "geen_oordeel"))
    )
    judged = Partition(
        tuple(f"{police}{word}_oordeel" for word in ("tevreden", "neutraal", "ontevreden"))
    )
    assert {everybody, judged} <= set(CODEBOOK.partitions)
    part = Part(f"{police}neutraal_oordeel", f"{police}geen_oordeel", is_rest=True)
    assert Mixture(f"{police}neutraal", (part,)) in CODEBOOK.mixtures


def test_without_a_neutral_answer_there_is_no_partition():
    codes = {code for item in CODEBOOK.partitions for code in item.codes}
    assert not {code for code in codes if code.endswith("_2012")}


@pytest.mark.parametrize(
    "text",
    [
        '[[verdeling]]\nantwoorden = ["buurt_vooruit", "onbekend"]\nsamen = "alles"\n',
        '[[verdeling]]\nantwoorden = ["buurt_vooruit"]\nsamen = "alles"\n',
        '[[verdeling]]\nantwoorden = ["buurt_vooruit", "buurt_vooruit"]\nsamen = "alles"\n',
        '[[verdeling]]\nantwoorden = ["buurt_vooruit", "buurt_gelijk"]\n',
        '[[verdeling]]\nantwoorden = ["buurt_vooruit", "sociale_cohesie"]\nsamen = "alles"\n',
        '[[verdeling]]\nantwoorden = ["buurt_vooruit", "politie_reden_anders"]\nsamen = "alles"\n',
        '[[gemiddelde]]\ntotaal = "buurt_vooruit"\ndelen = [{ cijfer = "buurt_gelijk" }]\n',
        '[[geheel]]\ntotaal = "buurt_vooruit"\n',
    ],
)
def test_a_file_that_is_not_sound_is_a_fault_of_ours(tmp_path, text):
    path = tmp_path / "verdelingen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImpossibleError):
        read_wholes(path, CODEBOOK.indicators)
