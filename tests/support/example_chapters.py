"""The chapters of the example document, as blocks."""

from __future__ import annotations

from support.example_charts import intervals, trend
from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Field,
    FieldList,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    NumberedList,
    Numbering,
    Origin,
    Paragraph,
    ParagraphRole,
    Quote,
    Row,
    Sheet,
    Table,
)
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Tone,
    Verdict,
)

__all__ = ["chapters", "opening"]

BETTER = Verdict(Tone.FAVOURABLE, "▲", "gunstiger")
WORSE = Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger")
SAME = Verdict(Tone.NO_DIFFERENCE, "=", "geen aantoonbaar verschil")
HIGHER = Verdict(Tone.DIFFERENT, "◆", "hoger")
UNKNOWN = Verdict(Tone.UNKNOWN, "?", "niet te zeggen (te weinig antwoorden)")
SIGNS = (BETTER, SAME, WORSE, SAME, UNKNOWN)


def t(text: str) -> Inlines:
    return (Text(text),)


def p(*inlines: Inline | str, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    text = tuple(Text(item) if isinstance(item, str) else item for item in inlines)
    return Paragraph(text, Origin.AUTO, role)


def lead(text: str) -> Paragraph:
    return p(text, role=ParagraphRole.LEAD)


def chapter(topic: str, text: str, anchor: str) -> Heading:
    return Heading(1, t(text), anchor, topic, Numbering.CHAPTER)


def section(text: str, anchor: str) -> Heading:
    return Heading(2, t(text), anchor, "", Numbering.CHAPTER)


def item(*inlines: Inline | str) -> ListItem:
    return ListItem((p(*inlines),))


def field(label: str, *inlines: Inline | str) -> Field:
    return Field(label, (p(*inlines),))


def opening() -> tuple[Block, ...]:
    return (
        Cover(
            "Hoe veilig is Voorbeeldstad?",
            "Resultaten van de Veiligheidsmonitor 2023 en acht aanbevelingen voor de gemeenteraad",
            "Gemeente Voorbeeldstad",
            "14 mei 2024",
            (
                "Concept voor de commissie Bestuur en Veiligheid",
                "Opgesteld door het Centrum voor Criminaliteitspreventie en Veiligheid",
                "De cijfers in dit rapport zijn verzonnen en dienen als voorbeeld.",
            ),
        ),
        Heading(1, t("Inhoud"), "inhoud", listed=False),
        Contents(2),
        _in_short(),
    )


def _in_short() -> Sheet:
    return Sheet(
        (
            Heading(
                1,
                t("Inwoners voelen zich ongeveer even veilig, maar melden meer cybercriminaliteit"),
                "in-het-kort",
                "In het kort",
            ),
            lead(
                "Eén op de vijf inwoners van Voorbeeldstad voelt zich wel eens onveilig. Dat is niet "
                "aantoonbaar anders dan in 2021 en ongeveer gelijk aan het landelijke cijfer."
            ),
            _key_figures(),
            BulletList(
                (
                    item(
                        Strong(t("Gunstiger: ")),
                        "minder inwoners ervaren overlast van verkeer dan in 2021.",
                    ),
                    item(
                        Strong(t("Ongunstiger: ")),
                        "ruim één op de zes inwoners werd slachtoffer van cybercriminaliteit.",
                    ),
                    item(
                        "In ",
                        Strong(t("Stationskwartier")),
                        " voelen inwoners zich vaker onveilig dan gemiddeld in de gemeente.",
                    ),
                )
            ),
            Callout(
                CalloutKind.REQUEST,
                "Wat wij van de raad vragen",
                (
                    NumberedList(
                        (
                            item(
                                "De resultaten van de Veiligheidsmonitor 2023 vast te stellen als nulmeting."
                            ),
                            item(
                                "Cybercriminaliteit als prioriteit op te nemen in het integraal veiligheidsplan."
                            ),
                            item(
                                "Het college te vragen in het najaar een uitvoeringsplan voor Stationskwartier voor te leggen."
                            ),
                        )
                    ),
                ),
            ),
        )
    )


def _key_figures() -> KeyFigures:
    return KeyFigures(
        (
            KeyFigure(
                "20%",
                "voelt zich wel eens onveilig",
                (("Nederland: 22%", SAME), ("2021: 19%", SAME)),
                "tussen 17% en 23%",
            ),
            KeyFigure(
                "7,1",
                "rapportcijfer veiligheid in de buurt",
                (("Nederland: 7,3", WORSE), ("2021: 7,1", SAME)),
                "tussen 7,0 en 7,2",
            ),
            KeyFigure(
                "17%",
                "slachtoffer van cybercriminaliteit",
                (("Nederland: 15%", WORSE), ("2021: 14%", WORSE)),
                "tussen 15% en 19%",
            ),
        )
    )


def chapters() -> tuple[Block, ...]:
    return (
        *_reading_guide(),
        *_perception(),
        *_neighbourhood(),
        *_cyber(),
        *_voices(),
        *_recommendations(),
        *_appendices(),
    )


def _reading_guide() -> tuple[Block, ...]:
    return (
        chapter("Leeswijzer", "Zo leest u de cijfers in dit rapport", "leeswijzer"),
        p(
            "De Veiligheidsmonitor is een enquête onder inwoners van 15 jaar en ouder. In "
            "Voorbeeldstad vulden 2.140 inwoners de vragenlijst in.",
            Note(
                (
                    Text(
                        "Het Centraal Bureau voor de Statistiek en het ministerie van Justitie en Veiligheid voeren de monitor elke twee jaar uit; zie "
                    ),
                    Link(
                        "https://www.veiligheidsmonitor.nl",
                        t("de website van de Veiligheidsmonitor"),
                    ),
                    Text("."),
                )
            ),
            " Een enquête geeft een schatting. Daarom staat bij elk cijfer hoe zeker het is: de ",
            Emphasis(t("marge")),
            ". Wij noemen een verschil ",
            Strong(t("aantoonbaar")),
            " als het groter is dan wat door toeval kan komen.",
            Note(
                t(
                    "Twee cijfers verschillen aantoonbaar als hun betrouwbaarheidsintervallen van 95 procent elkaar niet overlappen."
                )
            ),
        ),
        p(
            "Bij elk cijfer staat een teken en een woord: ",
            BETTER,
            ", ",
            WORSE,
            ", ",
            SAME,
            ", ",
            HIGHER,
            " of ",
            UNKNOWN,
            ". In ",
            Reference("fig-veiligheid"),
            " en ",
            Reference("tab-wijken"),
            " ziet u hoe dat werkt. Het Engelse woord ",
            Foreign("en", t("phishing")),
            " betekent: met een vals bericht naar wachtwoorden hengelen.",
        ),
        Callout(
            CalloutKind.EXPLANATION,
            "Waarom 2019 niet in de grafieken staat",
            (
                p(
                    "In 2021 veranderde de vragenlijst. Cijfers van vóór 2021 zijn daardoor niet te vergelijken met die van 2021 en later. Waar een lijn is onderbroken, ligt dat aan deze verandering en niet aan de veiligheid."
                ),
            ),
        ),
        section("Wat de cijfers niet zeggen", "niet-zeggen"),
        p(
            "De monitor gaat over wat inwoners meemaken en ervaren. Aangiften en politieregistraties staan er niet in. Een stijging in de monitor kan dus samengaan met een daling van het aantal aangiften, bijvoorbeeld doordat inwoners minder vaak aangifte doen."
        ),
        BulletList(
            (
                ListItem(
                    (
                        p(
                            "Kleine wijken hebben weinig antwoorden. Daar drukken wij geen cijfer af als:"
                        ),
                        BulletList(
                            (
                                item("minder dan vijftig inwoners de vraag hebben beantwoord;"),
                                item("een cijfer herleidbaar is tot personen."),
                            )
                        ),
                    )
                ),
                item("Een wijkcijfer wordt vergeleken met de gemeente, niet met andere wijken."),
            )
        ),
    )


def _perception() -> tuple[Block, ...]:
    return (
        chapter(
            "Veiligheidsbeleving",
            "Eén op de vijf inwoners voelt zich wel eens onveilig; geen aantoonbaar verschil met 2021",
            "beleving",
        ),
        lead(
            "Voorbeeldstad wijkt op de beleving van veiligheid weinig af van Nederland. Alleen het rapportcijfer voor de eigen buurt blijft achter."
        ),
        _key_figures(),
        Figure(
            intervals(),
            t(
                "Op drie van de vijf onderdelen van veiligheidsbeleving scoort Voorbeeldstad ongeveer als Nederland"
            ),
            "Puntgrafiek met vijf onderdelen van veiligheidsbeleving. Voorbeeldstad wijkt bij het rapportcijfer en de onveiligheid in de eigen buurt ongunstig af van Nederland; bij de andere drie is geen aantoonbaar verschil.",
            "fig-veiligheid",
            (
                t(
                    "Bron: Veiligheidsmonitor 2023. Basis: alle inwoners van 15 jaar en ouder; n tussen 2.000 en 2.200. Lijn: marge van 95%."
                ),
            ),
        ),
        section(
            "Het gevoel van onveiligheid is sinds 2021 niet aantoonbaar veranderd", "trend-beleving"
        ),
        p(
            "In 2021 voelde 19% van de inwoners zich wel eens onveilig, in 2023 is dat 20%. Dat verschil valt binnen de marge. Ook ten opzichte van vergelijkbare gemeenten, de zogenoemde referentiegemeenten met 50.000 tot 100.000 inwoners, is er geen aantoonbaar verschil."
        ),
        Figure(
            trend(),
            t("Het aandeel inwoners dat zich wel eens onveilig voelt, blijft ongeveer gelijk"),
            "Lijngrafiek van 2021 en 2023. Voorbeeldstad gaat van 19 naar 20 procent, Nederland van 21 naar 22 procent. De verschillen vallen binnen de marge.",
            "fig-trend",
            (t("Bron: Veiligheidsmonitor 2021 en 2023. Band: marge van 95% van Voorbeeldstad."),),
        ),
        AdvisorText(
            "duiding.veiligheidsbeleving",
            (
                p(
                    "Dat het gevoel van veiligheid gelijk blijft, is in een groeiende gemeente geen vanzelfsprekendheid. In dezelfde periode kwamen er 1.900 woningen bij en veranderde het stationsgebied ingrijpend. Inwoners noemen in de gesprekken vooral de verlichting van fietsroutes en het uitgaansgebied."
                ),
                p(
                    "Voor het veiligheidsplan is van belang waar de beleving achterblijft. De verantwoordelijkheidsverdeling tussen gemeente, woningcorporatie en openbaarvervoersbedrijven is daar nu onduidelijk."
                ),
            ),
        ),
        Heading(3, t("Vrouwen en jongeren voelen zich vaker onveilig"), "groepen"),
        p(
            "Van de vrouwen voelt 25% zich wel eens onveilig, van de mannen 15%. Onder inwoners van 15 tot en met 24 jaar is het 31%."
        ),
        Heading(4, t("Waar inwoners zich onveilig voelen"), "waar"),
        p(
            "Het vaakst noemen inwoners het station, de winkelstraat na sluitingstijd en de onderdoorgang bij het Spoorpark."
        ),
    )


def _wijk_rows(count: int) -> tuple[Row, ...]:
    names = (
        "Binnenstad",
        "Stationskwartier",
        "Spoorpark",
        "De Hoven",
        "Oud-Zuid",
        "Vogelbuurt",
        "Componistenwijk",
        "Rivierenbuurt",
        "Bedrijventerrein De Schakel en Havenkwartier",
        "Lindenhof",
        "Meerzicht",
        "Waterrijk",
        "Molenveld",
        "Buitengebied",
    )
    rows = []
    for index in range(count):
        name = names[index % len(names)] + (
            "" if index < len(names) else f" {index // len(names) + 1}"
        )
        verdict = SIGNS[index % len(SIGNS)]
        number = "" if verdict is UNKNOWN else f"{18 + index * 7 % 13},{index % 10}%"
        margin = "" if verdict is UNKNOWN else f"±\u00a0{3 + index % 3},{index * 3 % 10}"
        cells = (
            t(name),
            t(number or "–"),
            t(margin or "–"),
            t(f"{60 + index * 23 % 240}"),
            (verdict,),
        )
        rows.append(Row(tuple(Cell(cell) for cell in cells)))
    return tuple(rows)


def _wijk_table(count: int, anchor: str, caption: str) -> Table:
    return Table(
        t(caption),
        (
            Column("Wijk", share=3),
            Column("Voelt zich wel eens onveilig (%)", ColumnKind.NUMBER, 1.8),
            Column("Marge (procentpunt)", ColumnKind.NUMBER, 1.6),
            Column("Aantal antwoorden", ColumnKind.NUMBER, 1.5),
            Column("Vergeleken met de gemeente", ColumnKind.VERDICT, 3),
        ),
        _wijk_rows(count),
        anchor,
        (
            t("Bron: Veiligheidsmonitor 2023. Basis: alle inwoners van 15 jaar en ouder."),
            t("– Te weinig antwoorden (minder dan vijftig) om een cijfer te noemen."),
        ),
    )


def _neighbourhood() -> tuple[Block, ...]:
    return (
        chapter("Gebieden", "In Stationskwartier is de onveiligheid het grootst", "gebieden"),
        lead(
            "In drie van de veertien wijken voelen inwoners zich vaker onveilig dan gemiddeld in de gemeente, in drie wijken minder vaak."
        ),
        _wijk_table(
            14, "tab-wijken", "In drie wijken voelen inwoners zich aantoonbaar vaker onveilig"
        ),
        p(
            "De verschillen tussen de wijken hangen samen met de ligging. Zie ",
            Reference("beleving"),
            " voor de gemeente als geheel en ",
            Reference("tab-alle"),
            " voor alle buurten.",
        ),
        section("De wijken in één overzicht", "overzicht-wijken"),
        p("Op de volgende bladzijde staan alle wijken met tien onderdelen naast elkaar."),
        Sheet((_wide_table(),), landscape=True),
    )


def _wide_table() -> Table:
    headers = (
        "Onveilig (%)",
        "Onveilig in de buurt (%)",
        "Rapport\u00adcijfer",
        "Verkeers\u00adoverlast (%)",
        "Jongeren\u00adoverlast (%)",
        "Verloedering (%)",
        "Slachtoffer (%)",
        "Cyber (%)",
        "Sociale cohesie",
    )
    columns = (Column("Wijk", share=2.4), *(Column(h, ColumnKind.NUMBER, 1) for h in headers))
    rows = []
    for index, row in enumerate(_wijk_rows(14)):
        values = [
            f"{14 + (index * 5 + column * 3) % 20},{(index + column) % 10}" for column in range(9)
        ]
        values[2], values[8] = (
            f"{6 + index % 2},{index * 3 % 10}",
            f"{5 + index % 3},{index * 7 % 10}",
        )
        rows.append(Row((row.cells[0], *(Cell(t(value)) for value in values))))
    return Table(
        t("Kerncijfers per wijk: percentages en rapportcijfers"),
        columns,
        tuple(rows),
        "tab-breed",
        (
            t(
                "Bron: Veiligheidsmonitor 2023. Rapportcijfer en sociale cohesie op een schaal van 0 tot 10."
            ),
        ),
    )


def _cyber() -> tuple[Block, ...]:
    return (
        chapter(
            "Slachtofferschap", "Meer inwoners slachtoffer van cybercriminaliteit", "slachtoffer"
        ),
        lead(
            "Ruim één op de zes inwoners (17%) werd in 2023 slachtoffer van cybercriminaliteit. Dat is meer dan in 2021 (14%) en meer dan in Nederland (15%)."
        ),
        p(
            "Het gaat vooral om online oplichting en fraude (11%) en om hacken (6%). Van de slachtoffers meldde 48% het voorval, en deed 19% aangifte.",
            Note(
                t("Melden kan bij de politie, de bank, de Fraudehelpdesk of een andere instantie.")
            ),
        ),
        Callout(
            CalloutKind.WARNING,
            "Dit cijfer kan nog veranderen",
            (
                p(
                    "Het CBS publiceert in september de definitieve cijfers over slachtofferschap. Als die afwijken, past de gemeente dit hoofdstuk aan."
                ),
            ),
        ),
        section("Traditionele criminaliteit blijft gelijk", "traditioneel"),
        p(
            "Van de inwoners werd 18% slachtoffer van een gewelds-, vermogens- of vandalismedelict. Dat is niet aantoonbaar anders dan in 2021. Fietsendiefstal komt het meest voor, gevolgd door vernieling van auto’s."
        ),
        NumberedList(
            (
                item("Fietsendiefstal (7%)"),
                item("Vernieling aan voertuigen (5%)"),
                item("Diefstal uit de auto (2%)"),
            )
        ),
    )


def _voices() -> tuple[Block, ...]:
    return (
        chapter(
            "Drie stemmen",
            "Inwoners en professionals herkennen de cijfers over het stationsgebied",
            "stemmen",
        ),
        p(
            "In maart 2024 spraken onderzoekers met 24 inwoners en elf professionals. Hun verhalen verklaren de cijfers; ze zijn geen meting."
        ),
        Quote(
            t(
                "Overdag is het station prima, maar na elven fiets ik liever een kwartier om dan door die onderdoorgang."
            ),
            "Inwoner van Stationskwartier, 34 jaar",
        ),
        Quote(
            t(
                "Slachtoffers van WhatsAppfraude schamen zich. Ze komen pas bij ons als de bank niet uitkeert."
            ),
            "Medewerker slachtofferhulp",
        ),
        section("Wat inwoners vragen", "vragen"),
        p(
            "Inwoners vragen om zichtbaarheid: een wijkagent die zij kennen, snelle herstelwerkzaamheden na vernieling en straatverlichting die het doet."
        ),
        KeyFigures(
            (
                KeyFigure("42%", "kent de wijkagent", (("2021: 45%", SAME),)),
                KeyFigure("31%", "vindt de gemeente zichtbaar", (("2021: 36%", WORSE),)),
                KeyFigure(
                    "6,4", "rapportcijfer voor herstel na vernieling", (("2021: 6,1", BETTER),)
                ),
                KeyFigure(
                    "te weinig antwoorden", "tevreden over de melding", (("2021: 58%", UNKNOWN),)
                ),
            )
        ),
    )


def _recommendation(code: str, title: str, anchor: str) -> tuple[Block, ...]:
    return (
        Heading(2, t(title), anchor, f"Aanbeveling {code}"),
        p(
            "De aanpak begint klein, met twee straten waar de meeste meldingen vandaan komen, en wordt na een half jaar samen met bewoners geëvalueerd."
        ),
        FieldList(
            (
                field(
                    "Rust op",
                    Reference("fig-veiligheid"),
                    " en ",
                    Reference("tab-wijken"),
                    ": onveiligheid in Stationskwartier, vergeleken met de gemeente ",
                    WORSE,
                ),
                Field(
                    "Doel",
                    (
                        p(
                            "In 2027 voelt hoogstens 24% van de inwoners van Stationskwartier zich wel eens onveilig (nulmeting 2023: 31%, marge 4 procentpunt)."
                        ),
                    ),
                ),
                Field(
                    "Maatregelen",
                    (
                        BulletList(
                            (
                                item("Verlichting en zichtlijnen in de onderdoorgang verbeteren."),
                                item("Wekelijkse rondgang van boa, jongerenwerk en beheerder."),
                                item("Meldingen binnen twee werkdagen beantwoorden."),
                            )
                        ),
                    ),
                ),
                field(
                    "Trekker en partners",
                    "Team Veiligheid; politie, woningcorporatie De Sleutel, openbaarvervoersbedrijf",
                ),
                field("Planning", "Start in het vierde kwartaal van 2024, evaluatie in juni 2025"),
                field(
                    "Besluit van de raad",
                    "Instemmen met een incidenteel budget van € 85.000 in 2025",
                ),
            )
        ),
    )


def _recommendations() -> tuple[Block, ...]:
    return (
        chapter(
            "Aanbevelingen",
            "Acht aanbevelingen, te beginnen met het stationsgebied",
            "aanbevelingen",
        ),
        lead(
            "De aanbevelingen staan op volgorde van belang. Bij elke aanbeveling staat op welke cijfers zij rust."
        ),
        *_recommendation("A1", "Maak het stationsgebied ’s avonds overzichtelijk en bemenst", "a1"),
        *_recommendation("A2", "Help inwoners digitale oplichting te herkennen en te melden", "a2"),
        *_recommendation(
            "A3", "Spreek met corporatie en vervoerder één verantwoordelijkheidsverdeling af", "a3"
        ),
    )


def _appendices() -> tuple[Block, ...]:
    return (
        Heading(1, t("Alle buurten"), "bijlage-buurten", "", Numbering.APPENDIX),
        p(
            "Deze bijlage bevat de cijfers van alle buurten, ook die van buurten met weinig antwoorden."
        ),
        _wijk_table(40, "tab-alle", "Veiligheidsbeleving in alle buurten"),
        Heading(1, t("Onderzoeksverantwoording"), "bijlage-verantwoording", "", Numbering.APPENDIX),
        Heading(2, t("Steekproef en respons"), "steekproef", "", Numbering.APPENDIX),
        p(
            "Het CBS trok een steekproef van 6.200 inwoners. De respons was 34,5%. Lange samenstellingen zoals arbeidsongeschiktheidsverzekeringsmaatschappijen en verantwoordelijkheidsverdelingsvraagstukken worden netjes afgebroken."
        ),
        Heading(2, t("Weging"), "weging", "", Numbering.APPENDIX),
        p("De antwoorden zijn gewogen naar leeftijd, geslacht, herkomst, inkomen en wijk."),
        Heading(1, t("Colofon"), "colofon", "", Numbering.NONE),
        FieldList(
            (
                field("Uitgave", "Gemeente Voorbeeldstad"),
                field("Onderzoek", "Centrum voor Criminaliteitspreventie en Veiligheid"),
                field("Datum", "14 mei 2024"),
            )
        ),
        p("Overnemen van cijfers mag, met vermelding van de bron.", role=ParagraphRole.SMALL),
    )
