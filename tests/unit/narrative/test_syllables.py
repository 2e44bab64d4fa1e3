"""Syllables against words counted by hand."""

from __future__ import annotations

import pytest

from vmreport.narrative.syllables import syllables

COUNTED = """
wijk 1 buurt 1 zee 1 vrouw 1 team 1 één 1 leeuw 1 nieuws 1
open 2 overlast 3 melding 2 ruzie 2 koeien 2 draaien 2 nieuwe 2 auto 2 cliënt 2 online 2 website 2
raadslid 2 café 2 miljoen 2 aandeel 2 zeven 2 dieven 2 moeilijk 2 mooie 2 groeien 2 duwen 2 yoga 2
steward 2 visie 2 jaarlijks 2 zeeën 2 bureau 2 niveau 2 cadeau 2 mensen 2 toezicht 2 weleens 2 duo 2
kamer 2 lantaarn 2 station 2 pensioen 2 milieu 2 actie 2 gebied 2 eeuwen 2
inwoners 3 veiligheid 3 gemeente 3 nationaal 3 politie 3 museum 3 bijeenkomst 3 video 3 radio 3
serieus 3 theater 3 ideaal 3 kwaliteit 3 sociaal 3 speciaal 3 jongeren 3 onveilig 3 samenhang 3
ideeën 3 verwarde 3 personen 3 slachtoffer 3 fietsdiefstal 3 vernieling 3 respectloos 3 preventie 3
handhaving 3 horeca 3 college 3 provincie 3 Groningen 3 aangifte 3 cohesie 3 huishouden 3 bewoners 3
regio 3 periode 4 studie 2 nulmeting 3 statistisch 3 creëren 3 variëren 4 aanwezig 3 ervaring 3
gesprekken 3 ziekenhuis 3 quickscan 2
beoordelen 4 regionaal 4 situatie 4 januari 4 financieel 4 interieur 4 reageren 4 analyse 4
sociale 4 materiaal 4 rondhangende 4 aanbeveling 4 hygiëne 4 emotioneel 4 functioneren 4
uitvoeringsplan 4 woninginbraak 4 burgemeester 4 verloedering 4 straatverlichting 4 beïnvloeden 4
ondernemers 4 maatregelen 4 betrouwbaarheid 4 significant 4 religieus 4 jubileum 4 uitgaansgebied 4
criminele 4 vacature 4
geïnteresseerd 5 politieagent 5 criminaliteit 5 discussiëren 5 coördinatie 5 oriënteren 5
evenementen 5 discriminatie 5 organisatie 5 evaluatie 5 privégegevens 5
CBS 3 GGD 3
"""
PAIRS = list(zip(COUNTED.split()[::2], map(int, COUNTED.split()[1::2]), strict=True))


@pytest.mark.parametrize(("word", "count"), PAIRS)
def test_words_are_counted_as_a_person_counts(word, count):
    assert syllables(word) == count


def test_a_word_without_vowels_has_one():
    assert syllables("brr") == 1


def test_decomposed_letters_count_the_same():
    assert syllables("geïnteresseerd") == syllables("gei\u0308nteresseerd") == 5
