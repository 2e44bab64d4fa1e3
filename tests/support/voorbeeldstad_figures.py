"""What is true in Voorbeeldstad: a fictitious municipality with ten fictitious wards.

National figures are real and published by CBS; everything else is invented. How rows are made of
this stands in `make_voorbeeldstad`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward with its population of 15+ and its answers per edition."""

    code: str
    name: str
    population: int
    answers_2021: int
    answers_2023: int

    def answers(self, edition: int) -> int:
        return self.answers_2021 if edition == 2021 else self.answers_2023


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator with its values by level and edition, and its pattern over the wards."""

    code: str
    values: dict[tuple[str, int], float]
    pattern: str


@dataclass(frozen=True, slots=True)
class National:
    """A figure that CBS published for the Netherlands."""

    edition: int
    code: str
    value: str
    source: str
    lower: str = ""
    upper: str = ""


WARDS = (
    Ward("WK990101", "Binnenstad", 9_800, 262, 291),
    Ward("WK990102", "Stationskwartier", 8_900, 251, 274),
    Ward("WK990103", "Havenwijk", 10_600, 270, 305),
    Ward("WK990104", "Parkbuurt", 9_400, 255, 279),
    Ward("WK990105", "Molenveld", 12_100, 287, 316),
    Ward("WK990106", "Lindehof", 9_900, 243, 268),
    Ward("WK990107", "Tuinwijk", 11_300, 266, 294),
    Ward("WK990108", "Waterrijk", 3_900, 45, 47),
    Ward("WK990109", "Oosterveld", 13_200, 301, 331),
    Ward("WK990110", "Buitengebied", 2_900, 41, 43),
)

# Effects per ward, in the order above: on the log-odds of percentages, in points of scores.
PATTERNS = {
    "leefbaar": (-0.05, -0.55, -0.50, 0.35, 0.35, 0.10, 0.30, 0.40, -0.10, 0.45),
    "cohesie": (-0.35, -0.75, -0.70, 0.55, 0.35, 0.05, 0.40, -0.10, -0.05, 0.60),
    "samen": (-0.25, -0.50, -0.48, 0.42, 0.28, 0.02, 0.32, -0.10, -0.05, 0.50),
    "vreemden": (0.40, 0.65, 0.55, -0.55, -0.40, -0.05, -0.45, 0.20, 0.05, -0.80),
    "voorzieningen": (0.10, -0.20, -0.45, 0.35, 0.20, -0.10, 0.20, 0.30, -0.15, -0.40),
    "cijfer": (-0.22, -0.62, -0.30, 0.32, 0.30, 0.05, 0.28, 0.30, -0.05, 0.45),
    "achteruit": (0.15, 0.75, 0.55, -0.45, -0.40, -0.05, -0.35, -0.60, 0.10, -0.60),
    "verloedering": (0.30, 0.35, 0.80, -0.35, -0.35, -0.10, -0.30, -0.60, 0.05, -0.80),
    "overlast": (0.45, 0.60, 0.40, -0.35, -0.40, 0.05, -0.30, -0.50, 0.15, -0.60),
    "sociaal": (0.80, 1.05, 0.25, -0.50, -0.60, -0.20, -0.45, -0.60, 0.15, -0.90),
    "jongeren": (0.25, 1.15, 0.15, -0.45, -0.55, -0.15, -0.35, -0.20, 0.70, -1.00),
    "uitgaan": (1.70, 0.75, 0.00, -0.60, -1.00, -0.80, -0.90, -1.20, -0.70, -1.50),
    "verkeer": (-0.20, 0.00, 0.05, -0.10, -0.30, 0.62, -0.05, -0.30, 0.30, 0.30),
    "parkeren": (0.55, 0.35, 0.15, 0.00, -0.20, 0.00, -0.15, -0.50, -0.05, -0.90),
    "geluid": (0.90, 0.45, 0.15, -0.30, -0.45, -0.05, -0.35, -0.60, 0.05, -0.70),
    "onveilig": (0.52, 1.00, 0.25, -0.40, -0.62, -0.05, -0.45, -0.50, 0.05, -0.60),
    "delicten": (0.50, 0.48, 0.15, -0.15, -0.32, -0.05, -0.22, -0.30, 0.00, -0.50),
    "inbraak": (-0.20, 0.10, 0.10, 0.35, 0.15, 0.00, 0.10, 0.20, 0.00, 0.10),
    "online": (0.05, 0.02, 0.00, 0.03, -0.03, 0.04, -0.02, 0.08, -0.04, -0.06),
    "politie": (0.00, -0.22, -0.15, 0.12, 0.12, -0.10, 0.10, 0.10, -0.25, -0.20),
    "respect": (0.45, 0.55, 0.10, -0.25, -0.30, -0.05, -0.25, -0.10, 0.05, -0.50),
    "meedoen": (-0.45, -0.55, -0.30, 0.40, 0.45, 0.15, 0.30, 0.60, -0.10, 0.30),
    "plein": (0.00, -0.35, 0.05, 0.10, 0.05, 0.05, 0.05, 0.05, 0.00, 0.05),
}
SHIFTS_2021 = {
    ("jongeren", "Stationskwartier"): -0.75,
    ("onveilig", "Havenwijk"): 0.45,
    ("verloedering", "Binnenstad"): 0.45,
    ("cijfer", "Havenwijk"): -0.20,
}
"""How much a ward differed from its pattern in 2021."""

SPREADS = {
    "rapportcijfer_leefbaarheid": 1.3,
    "rapportcijfer_veiligheid": 1.35,
    "sociale_cohesie": 1.9,
    "fysieke_voorzieningen": 2.0,
    "woning_maatregelen_som": 1.3,
    "preventie_gedrag_som": 1.1,
    "digitaal_som": 1.5,
    "lokaal_handhaving": 1.7,
}
"""Standard deviation of scores and marks."""

CONDITIONS = {
    "politie_contact_tevreden": ("politie_contact", 1.0),
    "politie_contact_buurt": ("politie_contact", 1.0),
    "politie_tevreden_aangifte": ("politie_contact", 0.55),
    "slachtoffer_traditioneel_melding": ("slachtoffer_traditioneel", 1.0),
    "slachtoffer_traditioneel_aangifte": ("slachtoffer_traditioneel", 1.0),
    "slachtoffer_fietsdiefstal_aangifte": ("slachtoffer_fietsdiefstal", 1.0),
    "slachtoffer_woninginbraak_melding": ("slachtoffer_woninginbraak", 1.0),
    "slachtoffer_woninginbraak_aangifte": ("slachtoffer_woninginbraak", 1.0),
    "slachtoffer_online_aangifte": ("slachtoffer_online", 1.0),
    "lokaal_stationsplein": ("", 0.58),
}
"""Conditional base: the indicator whose share meets the condition, and which part of those."""

BLANKS = {
    (2021, "Voorbeeldstad", "slachtoffer_woninginbraak_melding"): ".",
    (2021, "Voorbeeldstad", "slachtoffer_woninginbraak_aangifte"): ".",
    (2023, "Voorbeeldstad", "slachtoffer_woninginbraak_melding"): ".",
    (2023, "Voorbeeldstad", "slachtoffer_woninginbraak_aangifte"): ".",
    (2023, "Waterrijk", "overlast_drugshandel"): "x",
    (2023, "Buitengebied", "overlast_drugshandel"): "x",
    (2023, "Lindehof", "slachtoffer_woninginbraak"): ".",
    (2023, "Buitengebied", "lokaal_stationsplein"): "n.v.t.",
}
"""What was suppressed at source or does not apply."""

# code | gemeente 2021, 2023 | regio 2021, 2023 | pattern over the wards; `-` is not measured
_TABLE = """
rapportcijfer_leefbaarheid | 7.42 7.48 | 7.59 7.61 | leefbaar
sociale_cohesie | 5.92 5.95 | 6.21 6.20 | cohesie
fysieke_voorzieningen | 6.24 6.46 | 6.38 6.41 | voorzieningen
voorzieningen_straten | 57.1 59.8 | 58.9 59.4 |
voorzieningen_groen | 62.0 63.1 | 64.0 64.4 |
voorzieningen_verlichting | 77.0 82.3 | 81.5 82.0 | voorzieningen
voorzieningen_speelplekken | 58.3 58.9 | 59.9 59.2 |
voorzieningen_jongeren | 39.4 37.6 | 44.8 44.1 | voorzieningen
cohesie_kennen_nauwelijks | 31.8 32.4 | 26.9 26.5 | vreemden
cohesie_prettig | 71.9 72.5 | 75.0 74.8 |
cohesie_gezellig | 55.0 55.6 | 59.4 59.9 |
cohesie_thuis | 57.4 57.9 | 61.6 61.8 | samen
cohesie_contact | 38.2 38.8 | 42.0 41.7 |
cohesie_aanspreken | 30.1 30.6 | 33.0 33.2 |
buurt_vooruit | 14.2 15.0 | 12.8 12.9 |
buurt_achteruit | 17.9 17.2 | 15.8 15.9 | achteruit
overlast_totaal | 47.9 48.6 | 43.2 43.8 | overlast
overlast_fysiek | 26.9 21.8 | 21.8 21.3 | verloedering
overlast_rommel | 18.9 14.3 | 14.0 13.8 | verloedering
overlast_straatmeubilair | 5.2 4.6 | 4.1 4.0 |
overlast_bekladding | 3.1 2.9 | 2.4 2.5 |
overlast_hondenpoep | 16.8 16.2 | 15.9 15.7 | verloedering
overlast_sociaal | 18.4 19.6 | 14.7 15.0 | sociaal
overlast_dronken | 6.2 6.9 | 3.4 3.5 | uitgaan
overlast_verwarde_personen | 4.4 7.1 | 4.0 4.4 |
overlast_drugsgebruik | 7.1 7.4 | 5.0 5.2 |
overlast_drugshandel | 6.0 6.4 | 4.2 4.3 | sociaal
overlast_buurtbewoners | 7.4 7.2 | 6.4 6.5 | sociaal
overlast_lastigvallen | 3.6 3.8 | 2.4 2.5 |
overlast_jongeren | 10.2 12.4 | 8.8 9.1 | jongeren
overlast_verkeer | 33.1 33.9 | 32.4 32.9 | verkeer
overlast_parkeren | 17.2 17.6 | 16.0 16.3 | parkeren
overlast_hard_rijden | 23.6 24.5 | 23.3 23.7 | verkeer
overlast_agressief_verkeer | 9.1 9.6 | 8.3 8.5 |
overlast_geluid | 11.9 12.4 | 9.6 9.8 | geluid
overlast_stank | 4.1 4.0 | 3.9 3.8 |
overlast_horeca | 3.9 4.3 | 1.9 2.0 | uitgaan
overlast_milieu | 15.8 16.3 | 13.2 13.3 |
onveilig_weleens | 36.1 36.9 | 32.6 32.9 | onveilig
onveilig_vaak | 2.6 2.5 | 1.8 1.9 |
onveilig_buurt | 21.8 17.4 | 14.9 13.9 | onveilig
onveilig_buurt_vaak | 2.3 1.9 | 1.3 1.3 |
onveilig_avond_straat | 17.6 15.2 | 12.7 12.5 | onveilig
vermijding_omlopen | 5.9 5.6 | 4.4 4.5 |
bang_slachtoffer | 8.8 8.2 | 7.1 7.0 |
kans_zakkenrollerij | 4.9 5.2 | 3.6 3.7 |
kans_woninginbraak | 7.3 6.9 | 5.9 5.8 | inbraak
kans_oplichting_internet | 17.9 22.9 | 18.4 19.1 |
criminaliteit_veel | 12.9 11.8 | 9.0 8.8 | delicten
criminaliteit_toegenomen | 13.6 12.9 | 11.7 11.5 |
criminaliteit_afgenomen | 6.0 6.6 | 5.1 5.2 |
rapportcijfer_veiligheid | 7.08 7.27 | 7.36 7.39 | cijfer
slachtoffer_traditioneel | 20.3 21.6 | 18.2 19.3 | delicten
slachtoffer_traditioneel_melding | 31.0 30.2 | 33.4 33.0 |
slachtoffer_traditioneel_aangifte | 22.4 21.0 | 24.0 23.6 |
slachtoffer_geweld | 7.4 7.6 | 6.1 6.4 | delicten
slachtoffer_bedreiging | 5.2 5.4 | 4.3 4.5 |
slachtoffer_mishandeling | 1.3 1.4 | 1.0 1.1 |
slachtoffer_seksueel_geweld | 2.1 2.2 | 1.8 1.9 |
slachtoffer_vermogen | 12.0 13.4 | 9.9 10.5 |
slachtoffer_woninginbraak | 3.9 1.9 | 2.1 2.0 | inbraak
slachtoffer_woninginbraak_melding | 69.0 68.0 | 67.4 68.8 |
slachtoffer_woninginbraak_aangifte | 60.0 59.0 | 58.1 59.7 |
slachtoffer_diefstal_uit_auto | 0.9 0.7 | 0.6 0.6 |
slachtoffer_fietsdiefstal | 6.1 7.6 | 4.9 5.2 | delicten
slachtoffer_fietsdiefstal_aangifte | 33.1 31.4 | 34.0 33.2 |
slachtoffer_zakkenrollerij | 1.5 1.7 | 1.2 1.3 |
slachtoffer_overige_diefstal | 2.7 2.8 | 2.3 2.4 |
slachtoffer_vernieling | 7.0 7.2 | 6.3 6.5 |
slachtoffer_online | 17.9 20.1 | 16.9 16.4 | online
slachtoffer_online_aangifte | 17.2 16.4 | 18.8 18.5 |
slachtoffer_online_fraude | 10.4 12.8 | 9.4 9.3 |
slachtoffer_aankoopfraude | 8.1 9.8 | 7.4 7.5 |
slachtoffer_phishing | 1.6 1.9 | 1.3 1.4 |
slachtoffer_hacken | 7.2 6.9 | 6.4 6.3 |
slachtoffer_online_intimidatie | 2.4 2.9 | 2.1 2.3 |
slachtoffer_online_overig | 1.1 1.2 | 1.0 1.0 |
politie_contact | 26.1 25.2 | 24.6 24.3 | politie
politie_contact_buurt | 57.0 58.2 | 59.1 59.6 |
politie_contact_tevreden | 62.8 64.1 | 65.9 66.4 | politie
politie_tevreden_aangifte | 58.0 59.4 | 62.7 63.0 |
politie_functioneren_buurt | 33.2 33.1 | 36.9 37.4 |
politie_zichtbaarheid | 22.4 21.0 | 25.6 25.4 | politie
politie_functioneren_algemeen | 37.4 38.0 | 40.0 40.1 |
preventie_gedrag_som | 2.02 2.05 | 2.00 2.03 |
woning_maatregelen_som | 2.31 2.36 | 2.33 2.35 |
woning_alarm | 12.2 12.6 | 12.9 13.1 |
buurt_app | 47.6 50.2 | 51.0 52.4 |
buurt_app_deelname | 24.3 25.8 | 27.9 28.5 | meedoen
burgernet | 20.8 20.1 | 21.5 21.0 |
digitaal_som | 3.19 3.38 | 3.46 3.54 |
digitaal_sterk_wachtwoord | 63.0 65.1 | 66.3 67.2 |
digitaal_wachtwoordmanager | 18.4 24.0 | 22.0 24.4 |
digitaal_updates | 54.8 56.0 | 57.0 57.7 |
respectloos_straat | 21.4 21.9 | 18.0 18.2 | respect
respectloos_ov | 9.4 9.1 | 8.2 8.0 |
respectloos_winkels | 8.6 8.8 | 7.8 7.9 |
respectloos_overheid | 5.3 5.6 | 4.8 4.9 |
discriminatie | 10.9 11.4 | 9.3 9.6 |
lokaal_stationsplein | 41.0 47.5 | - - | plein
lokaal_melden | 58.2 63.6 | - - | meedoen
lokaal_ondermijning | - 13.8 | - - | sociaal
lokaal_jongerenwerk | 31.5 30.2 | - - | meedoen
lokaal_burenhulp | - 38.4 | - - |
lokaal_handhaving | 6.31 6.38 | - - |
"""


def _figures() -> tuple[Figure, ...]:
    found = []
    for line in _TABLE.strip().splitlines():
        code, municipality, region, pattern = (part.strip() for part in line.split("|"))
        values = {
            (level, edition): float(text)
            for level, cells in (("gemeente", municipality), ("regio", region))
            for edition, text in zip((2021, 2023), cells.split(), strict=True)
            if text != "-"
        }
        found.append(Figure(code, values, pattern))
    return tuple(found)


FIGURES = _figures()

_TABLE_85146 = "CBS, Veiligheidsmonitor (StatLine 85146NED)"
_TABLE_85322 = "CBS, Veiligheidsmonitor (StatLine 85322NED)"
_REPORT_2021 = "CBS, Veiligheidsmonitor 2021"
_POLICE_2021 = "CBS, Politiewaardering 2021"
_ROUNDED = "CBS, Veiligheidsmonitor; afgerond cijfer uit een nieuwsbericht"

# edition | source | code value ...
_NATIONAL = (
    (
        2023,
        _TABLE_85146,
        (
            "fysieke_voorzieningen 6,5 cohesie_gezellig 60,5 cohesie_prettig 75,3 "
            "cohesie_kennen_nauwelijks 26,1 cohesie_thuis 62,1 voorzieningen_straten 60,8 "
            "voorzieningen_groen 65,0 voorzieningen_speelplekken 59,5 "
            "voorzieningen_verlichting 82,5 voorzieningen_jongeren 45,3"
        ),
    ),
    (
        2023,
        _TABLE_85322,
        (
            "slachtoffer_traditioneel 19,9 slachtoffer_geweld 6,4 slachtoffer_bedreiging 4,6 "
            "slachtoffer_mishandeling 1,1 slachtoffer_seksueel_geweld 1,9 slachtoffer_vermogen 10,8 "
            "slachtoffer_woninginbraak 2,0 slachtoffer_diefstal_uit_auto 0,6 "
            "slachtoffer_fietsdiefstal 5,0 slachtoffer_zakkenrollerij 1,4 "
            "slachtoffer_overige_diefstal 2,4 slachtoffer_vernieling 6,5"
        ),
    ),
    (
        2023,
        _ROUNDED,
        (
            "onveilig_weleens 35 overlast_hondenpoep 16 slachtoffer_online 16 "
            "slachtoffer_online_fraude 9 slachtoffer_hacken 6 slachtoffer_online_intimidatie 3 "
            "slachtoffer_online_overig 1"
        ),
    ),
    (
        2021,
        _REPORT_2021,
        (
            "voorzieningen_straten 60,1 voorzieningen_speelplekken 60,1 "
            "voorzieningen_verlichting 82,4 voorzieningen_jongeren 45,4"
        ),
    ),
    (
        2021,
        _TABLE_85146,
        (
            "kans_woninginbraak 6,4 slachtoffer_woninginbraak 1,8 "
            "slachtoffer_woninginbraak_melding 66,0 slachtoffer_woninginbraak_aangifte 57,6"
        ),
    ),
    (
        2021,
        _POLICE_2021,
        (
            "politie_contact 24,8 politie_contact_buurt 59,8 politie_contact_tevreden 66,2 "
            "politie_tevreden_aangifte 63,5"
        ),
    ),
    (
        2021,
        _ROUNDED,
        (
            "onveilig_weleens 33 slachtoffer_traditioneel 17 slachtoffer_online 17 "
            "slachtoffer_online_fraude 10 slachtoffer_hacken 7 slachtoffer_online_intimidatie 2 "
            "slachtoffer_online_aangifte 19"
        ),
    ),
)


def _national() -> tuple[National, ...]:
    found = [
        National(2021, "voorzieningen_groen", "64,7", "CBS, StatLine 85147NED", "64,3", "65,0")
    ]
    for edition, source, text in _NATIONAL:
        words = text.split()
        found += [
            National(edition, code, value, source)
            for code, value in zip(words[::2], words[1::2], strict=True)
        ]
    return tuple(found)


COUNTRY = _national()
