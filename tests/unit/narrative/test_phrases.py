"""The phrasebook: slots, variants, and what a municipality may word differently."""

from __future__ import annotations

import pytest

from vmreport.document.tree import Terms
from vmreport.errors import ImpossibleError, InputError
from vmreport.narrative.phrases import Phrases, load_phrases, terms


@pytest.fixture
def own(tmp_path):
    def write(text: str):
        path = tmp_path / "zinnen.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems_of(path):
    with pytest.raises(InputError) as caught:
        load_phrases(overrides=path)
    return [(p.code, p.where.row) for p in caught.value.problems]


def test_an_override_changes_one_wording_and_leaves_the_rest(own):
    phrases = load_phrases(overrides=own('[term]\nfiguur = "Afbeelding"\n'))
    assert terms(phrases) == Terms(
        "Afbeelding", "Tabel", "Bijlage", "Inhoud", "Hoofdstuk", "Paragraaf", "Bron", "Noten", "Pagina",
        "Naar de inhoud", "Voorblad", "Blad", "Onderwerp",
    )  # fmt: skip


def test_a_tilde_is_a_non_breaking_space(own):
    phrases = load_phrases(overrides=own('[woord]\nonderwerp = "1~punt"\n'))
    assert phrases.say("woord.onderwerp") == "1\u00a0punt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[term]\n\nfigur = "x"\n', [("E424", 3)]),
        ('[zin]\nmarge = "marge"\n', [("E425", 2)]),
        ('[zin]\nmarge = "{marge} {naam}"\n', [("E425", 2)]),
        ('[zin]\nmarge = "{marge.__class__}"\n', [("E425", 2)]),
        ('[zin]\nmarge = ["{marge}", "{0}"]\n', [("E425", 2)]),
        ("[zin]\nmarge = 3\n", [("E423", 2)]),
        ("[zin\n", [("E422", 1)]),
        ('[term]\nfigur = "x"\n[zin]\nmarge = "y"\n', [("E424", 2), ("E425", 4)]),
    ],
)
def test_a_wrong_override_is_reported_with_its_line(own, text, expected):
    assert problems_of(own(text)) == expected


def test_a_whole_phrasebook_must_be_complete(own):
    with pytest.raises(InputError) as caught:
        load_phrases(own('[term]\nfiguur = "Figuur"\n'))
    assert {p.code for p in caught.value.problems} == {"E421"}
    assert len(caught.value.problems) == len(load_phrases().variants) - 1


def test_a_variant_is_chosen_by_its_seed_and_all_are_used():
    phrases = Phrases({"a.b": ("een", "twee", "drie")})
    chosen = [phrases.say("a.b", variant=f"indicator_{number}") for number in range(40)]
    assert set(chosen) == {"een", "twee", "drie"}
    assert chosen == [phrases.say("a.b", variant=f"indicator_{number}") for number in range(40)]


def test_what_fills_a_slot_is_not_read_as_a_slot():
    phrases = Phrases({"a.b": ("{naam} en {rest}",)})
    assert phrases.say("a.b", naam="{rest}", rest="x") == "{rest} en x"


def test_an_unknown_key_or_slot_is_a_bug():
    phrases = Phrases({"a.b": ("{naam}",)})
    with pytest.raises(ImpossibleError):
        phrases.say("a.c")
    with pytest.raises(ImpossibleError):
        phrases.say("a.b", anders="x")
