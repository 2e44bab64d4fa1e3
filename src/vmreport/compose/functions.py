"""What a document template may use: values in Dutch names, and functions that give blocks.

Documented for template writers in docs/sjablonen.md. A function that has nothing to show gives
nothing; one that is called wrongly stops the build with template and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jinja2 import TemplateError

from vmreport.advice.model import VoiceKind
from vmreport.analysis.findings import Against
from vmreport.compose.accountability import accountability, sources
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.area_profile import AreaTables, area_profile_view
from vmreport.compose.chapters import areas_view, conclusions, fields_view, local_view, voices_view
from vmreport.compose.deck import DeckFunctions
from vmreport.compose.environment import Ready
from vmreport.compose.factsheet import factsheet_view
from vmreport.compose.figures import FigureBuilder
from vmreport.compose.front import cover, tiles
from vmreport.compose.kinds import DocumentKind
from vmreport.compose.letter import LetterWriter, arguments, goals, letter_view
from vmreport.compose.material import Material
from vmreport.compose.plan_functions import PlanFunctions
from vmreport.compose.plan_tables import PlanTables
from vmreport.compose.plan_views import plan_view
from vmreport.compose.sandbox import Later
from vmreport.compose.themes import SCALES, key_indicators, theme_views
from vmreport.compose.views import AdviceView, PlaceView, PointView, ThemeView
from vmreport.compose.workbook import WorkbookTables
from vmreport.document.blocks import Block, BulletList, Contents, ListItem, Origin, Paragraph, Table
from vmreport.document.inlines import Note, Reference, Text
from vmreport.errors import Problems
from vmreport.markup.tokens import Tokens, block_numbers
from vmreport.narrative.numbers import format_date
from vmreport.survey.codebook import LOCAL_THEME
from vmreport.survey.model import Indicator, UnitKind

__all__ = ["template_values"]

TILES = 4
LETTER = "raadsbrief"
KEY_ROWS = 14


def template_values(
    kind: DocumentKind, material: Material, tokens: Tokens, problems: Problems
) -> Mapping[str, object]:
    """Give everything a template sees, by name."""
    functions = _Functions(material, tokens, problems, material.dated(kind))
    papers: dict[str, object] = {
        "brief": letter_view(material, problems) if kind.name == LETTER else None,
        "factsheet": Later(lambda: factsheet_view(material)),
        "profiel": Later(lambda: area_profile_view(material)),
        "doelen": goals(material),
        "argumenten": arguments(material, functions.advice),
    }
    plan = PlanFunctions(material, tokens, functions.advice)
    named = {**functions.by_name(), **plan.by_name()}
    made: dict[str, object] = {
        name: _traced(function, material, tokens) for name, function in named.items()
    }
    spoken = DeckFunctions(material, KEY_ROWS).by_name()
    # A report repeats sentences of the plan; who follows figures back must have seen them made.
    seen = material.trail.analysis is not None
    course = {"plan": plan_view(material) if seen else Later(lambda: plan_view(material))}
    return {**_values(kind, material), **course, **papers, **spoken, **made}


def _traced(
    function: Callable[..., Ready], material: Material, tokens: Tokens
) -> Callable[..., Ready]:
    """Give the same function, which also notes where the figures in its blocks come from."""

    def call(*args: object, **named: object) -> Ready:
        mark = material.trail.mark()
        ready = function(*args, **named)
        blocks = [b for n in block_numbers(ready) for b in tokens.blocks_of(n) or ()]
        material.trail.made(blocks, mark)
        return ready

    return call


def _values(kind: DocumentKind, material: Material) -> dict[str, object]:
    dossier, analysis, narrator = material.dossier, material.analysis, material.narrator
    say = material.phrases.say
    level = analysis.municipality.level.value
    chosen = len(dossier.key_figures) or KEY_ROWS
    keys = key_indicators(material, analysis.indicators, chosen)
    return {
        "titel": material.title(kind),
        "ondertitel": material.governing["ondertitel"],
        "bestuur": dict(material.governing),
        "gebied": PlaceView(dossier.name, say(f"niveau.{level}")),
        "editie": str(dossier.edition),
        "vorige": str(analysis.previous_edition or ""),
        "datum": format_date(material.dated(kind)),
        "status": material.status,
        "opsteller": _plain(
            organisatie=dossier.author.organisation, contact=dossier.author.contact
        ),
        "onderzoek": _plain(
            opdrachtgever=dossier.research.client, dataversie=dossier.research.data_version
        ),
        "gevraagd": dossier.council.request,
        "bronnen": sources(material),
        "programma": say("rapport.programma"),
        "advies_is_er": bool(material.advice.recommendations),
        "duiding_is_er": bool(material.advice.interpretations),
        "uitleg": narrator.explanation(),
        "regels": narrator.rule_sentence(),
        "tekens": not narrator.voice.without_margins,
        "kerncijfers": keys,
        "kerncijfers_per_eenheid": _per_unit(material, keys),
        "kerncijfers_kort": _one_per_theme(material, keys),
        "punten": Later(lambda: _points(narrator.summary_points())),
        "punten_kort": Later(lambda: _points(narrator.summary_points(brief=True))),
        "themas": Later(lambda: _without_local(theme_views(material))),
        "themas_alle": Later(lambda: theme_views(material)),
        "indicatoren": tuple(analysis.indicators),
        "gebieden": Later(lambda: areas_view(material)),
        "lokale_vragen": local_view(material),
        "stemmen": voices_view(material),
        "conclusies": Later(lambda: conclusions(material)),
        "aanbevelingen": tuple(
            AdviceView(item.id, item.title, Ready(f"aanbeveling-{item.id.lower()}"))
            for item in material.advice.recommendations
        ),
        "maatregelen": any(item.measures for item in material.advice.recommendations),
        "velden": fields_view(material),
        "verantwoording": accountability(material),
    }


def _points(points: Iterable[tuple[str, str]]) -> tuple[PointView, ...]:
    return tuple(PointView(title, text) for title, text in points)


def _without_local(themes: Iterable[ThemeView]) -> tuple[ThemeView, ...]:
    return tuple(view for view in themes if view.id != LOCAL_THEME)


def _plain(**values: str) -> Mapping[str, str]:
    return values


def _one_per_theme(material: Material, keys: Sequence[str]) -> tuple[str, ...]:
    """Give the first key figure of each theme, at most four."""
    chosen: dict[str, str] = {}
    for code in keys:
        chosen.setdefault(material.indicator(code).theme, code)
    return tuple(chosen.values())[:TILES]


def _per_unit(material: Material, keys: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the key figures in groups that can share an axis: shares, then scores and marks."""
    shares = tuple(c for c in keys if material.indicator(c).unit is UnitKind.PERCENT)
    scores = tuple(c for c in keys if material.indicator(c).unit in SCALES)
    return tuple(group for group in (shares, scores) if len(group) > 1)


class _Functions:
    """The functions of a template, over one set of tokens."""

    def __init__(self, material: Material, tokens: Tokens, problems: Problems, day: date) -> None:
        self.material = material
        self.day = day
        self.tokens = tokens
        self.advice = AdviceWriter(material, problems)
        self.figures = FigureBuilder(material)
        self.plan = PlanTables(material, self.advice)
        self.book = WorkbookTables(material)

    def by_name(self) -> dict[str, Callable[..., Ready]]:
        """Give the functions by the name templates use."""
        return {
            "omslag": self.omslag,
            "inhoud": self.inhoud,
            "zin": self.zin,
            "tegels": self.tegels,
            "figuur": self.figuur,
            "tabel": self.tabel,
            "tekentabel": self.tekentabel,
            "duiding": self.duiding,
            "stem_blokken": self.stem_blokken,
            "aanbeveling": self.aanbeveling,
            "lijst": self.lijst,
            "verwijs": self.verwijs,
            "noot": self.noot,
            "verzoeken": self.verzoeken,
        }

    # -- blocks -----------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block | None]) -> Ready:
        found = tuple(block for block in blocks if block is not None)
        return Ready(self.tokens.block(found) if found else "")

    def omslag(self, titel: str, ondertitel: str) -> Ready:
        """Give the title page."""
        return self._blocks([cover(self.material, titel, ondertitel, self.day)])

    def inhoud(self, diepte: int = 2) -> Ready:
        """Give the contents list; its heading stands in the template."""
        return self._blocks([Contents(diepte)])

    def tegels(self, indicatoren: Sequence[str], kort: bool = False, tegen: str = "") -> Ready:
        """Give key figures side by side; `kort` with one comparison only, that with `tegen`."""
        if tegen and tegen not in list(Against):
            message = f"tegen '{tegen}' bestaat niet; kies uit {', '.join(Against)}"
            raise TemplateError(message)
        against = Against(tegen) if tegen else None
        indicators = self._known(indicatoren)
        return self._blocks([tiles(self.material, indicators, short=kort, against=against)])

    def figuur(
        self,
        soort: str,
        wat: Sequence[str] | str,
        anker: str,
        schaal: Sequence[str] = (),
        bijschrift: str = "",
        tabellen: str = "",
    ) -> Ready:
        """Give a figure: intervallen, staven, trend, profiel, gebieden, kaart.

        `tabellen` says where its numbers stand: "het tabellenboek"; empty is at the end.
        """
        codes = (wat,) if isinstance(wat, str) else tuple(wat)
        indicators = self._known(codes)
        if not indicators:
            return Ready("")
        figures = FigureBuilder(self.material, str(tabellen)) if tabellen else self.figures
        maker = figures.makers.get(soort)
        if maker is None:
            message = f"figuur '{soort}' bestaat niet; kies uit {', '.join(self.figures.makers)}"
            raise TemplateError(message)
        figure = maker(indicators, str(anker), self._known(schaal))
        if figure is not None and bijschrift:
            figure = replace(figure, caption=(Text(str(bijschrift)),))
        return self._blocks([figure])

    def tabel(
        self,
        soort: str,
        wat: Sequence[str] = (),
        anker: str = "",
        titel: str = "",
        legenda: str = "",
    ) -> Ready:
        """Give a table by kind; see docs/sjablonen.md for the kinds."""
        tables = self.material.tables
        indicators = self._known(wat)
        makers: dict[str, Callable[[], Table | None]] = {
            "vergelijking": lambda: tables.comparison_table(
                indicators, anchor=anker, caption=titel
            ),
            "kort": lambda: tables.short_table(indicators, anchor=anker, caption=titel),
            "edities": lambda: tables.edition_table(
                indicators, anchor=anker, caption=titel, area=self.material.analysis.municipality
            ),
            "gebieden": lambda: tables.area_table(indicators, anchor=anker, caption=titel),
            "kernbeleid": lambda: tables.field_table(indicators, anchor=anker, caption=titel),
            "vragen": lambda: tables.question_table(indicators, anchor=anker, caption=titel),
            "gebied": lambda: AreaTables(self.material).table(indicators, anker, titel),
            "aanbevelingen": lambda: self.plan.overview(anchor=anker, caption=titel),
            "doelen": lambda: self.plan.goals(anchor=anker, caption=titel),
            "maatregelen": lambda: self.plan.measures(anchor=anker, caption=titel),
            **self._book_tables(indicators, anker, titel, legenda),
        }
        maker = makers.get(soort)
        if maker is None:
            message = f"tabel '{soort}' bestaat niet; kies uit {', '.join(makers)}"
            raise TemplateError(message)
        return self._blocks([maker()])

    def _book_tables(
        self, indicators: Sequence[Indicator], anchor: str, caption: str, legend: str
    ) -> dict[str, Callable[[], Table | None]]:
        """Give the kinds of table of a workbook."""
        book = self.book
        shared = {"anchor": anchor, "caption": caption}
        return {
            "boek_cijfers": lambda: book.figures(indicators, **shared, legend=legend),
            "boek_metingen": lambda: book.editions(indicators, **shared, legend=legend),
            "boek_gebieden": lambda: book.areas(indicators, **shared, legend=legend),
            "boek_gemeten": lambda: book.measured(indicators, **shared),
            "boek_legenda": lambda: book.legend(**shared),
        }

    def tekentabel(self, anker: str = "tab-tekens") -> Ready:
        """Give the table of signs with their meaning."""
        return self._blocks([self.material.tables.sign_table(anchor=anker)])

    def duiding(self, thema: str) -> Ready:
        """Give what the advisor wrote under a theme, if anything."""
        return self._blocks(self.advice.interpretation(str(thema)))

    def stem_blokken(self, soort: str) -> Ready:
        """Give what residents or professionals say, section by section."""
        blocks: list[Block] = []
        for title, texts in self.advice.voices(VoiceKind(str(soort)).value):
            if title:
                blocks.append(self.figures.sub_heading(title, f"stem-{soort}-{len(blocks)}"))
            blocks.extend(texts)
        return self._blocks(blocks)

    def aanbeveling(self, nummer: str) -> Ready:
        """Give one recommendation."""
        found = [i for i in self.material.advice.recommendations if i.id == str(nummer)]
        if not found:
            message = f"aanbeveling '{nummer}' bestaat niet"
            raise TemplateError(message)
        return self._blocks(self.advice.recommendation(found[0]))

    def lijst(self, zinnen: Sequence[str]) -> Ready:
        """Give sentences as a list."""
        items = tuple(ListItem((Paragraph((Text(z),), Origin.AUTO),)) for z in zinnen)
        return self._blocks([BulletList(items) if items else None])

    def verzoeken(self, meest: int = 6) -> Ready:
        """Give what is asked of the council as numbered decisions, at most `meest`."""
        return self._blocks([LetterWriter(self.material, self.advice).requests(int(meest))])

    # -- inlines ----------------------------------------------------------------------------

    def zin(self, naam: str) -> Ready:
        """Give a sentence of the report as a whole, by name."""
        return Ready(self.tokens.inline((Text(self.figures.report_sentence(naam)),)))

    def verwijs(self, anker: str) -> Ready:
        """Give a cross-reference, such as "figuur 3"."""
        return Ready(self.tokens.inline((Reference(str(anker)),)))

    def noot(self, tekst: str) -> Ready:
        """Give a footnote."""
        return Ready(self.tokens.inline((Note((Text(tekst),)),)))

    def _known(self, codes: Iterable[str]) -> tuple[Indicator, ...]:
        known = self.material.codebook.indicators
        unknown = [code for code in codes if str(code) not in known]
        if unknown:
            message = f"indicator '{unknown[0]}' bestaat niet"
            raise TemplateError(message)
        return tuple(known[str(code)] for code in codes)
