"""PDFs of small hand-written pages through the real layout engine, tag builder and finisher."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache

import weasyprint

from vmreport.assets import styles_root
from vmreport.writers.html.assets import Asset
from vmreport.writers.pdf.engine import swift_engine
from vmreport.writers.pdf.fetcher import AssetFetcher
from vmreport.writers.pdf.finisher import finish
from vmreport.writers.pdf.fonts import SealedFonts
from vmreport.writers.pdf.journal import strict_libraries
from vmreport.writers.pdf.tags import own_structure_tree

__all__ = ["PICTURE", "everything", "long_table", "rows", "tagged_pdf"]

PICTURE = "asset:picture"
_FACES = {"Regular": (400, "normal"), "It": (400, "italic"), "Semibold": (600, "normal")}
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    b'<rect width="80" height="40" fill="#1c3d66"/></svg>'
)
_SHEET = "".join(
    f"@font-face {{ font-family: V; font-weight: {weight}; font-style: {slant}; src: url(asset:{name}) }}"
    for name, (weight, slant) in _FACES.items()
)
_SHEET += """
html { font-family: V; hyphenate-character: "-\\200b" }
.note { float: footnote }
.note::footnote-call { content: attr(data-number) }
.note::footnote-marker { content: attr(data-number) "\\2002" }
"""
_HEAD = '<title>Proef</title><meta name="dcterms.created" content="2024-05-14">'


@cache
def _assets() -> dict[str, Asset]:
    fonts = styles_root() / "fonts"
    found = {
        f"asset:{name}": Asset((fonts / f"SourceSans3-{name}.ttf").read_bytes(), "font/ttf")
        for name in _FACES
    }
    return found | {PICTURE: Asset(_SVG, "image/svg+xml")}


def tagged_pdf(
    body: str,
    *,
    css: str = "",
    html: str = 'lang="nl-NL"',
    tagged: bool = True,
    swift: bool = True,
) -> bytes:
    """Give the PDF of a page.

    With `tagged` false its structure tree is WeasyPrint's own; without `swift` its engine is.
    """
    text = f"<!DOCTYPE html><html {html}><head>{_HEAD}<style>{_SHEET}{css}</style></head><body>{body}</body></html>"
    tagging = own_structure_tree if tagged else nullcontext
    engine = swift_engine if swift else nullcontext
    with strict_libraries("Proef"), engine():
        source = weasyprint.HTML(string=text, url_fetcher=AssetFetcher(_assets()))
        laid_out = source.render(font_config=SealedFonts(), pdf_variant="pdf/a-2a")
        with tagging():
            return laid_out.write_pdf(finisher=finish, pdf_variant="pdf/a-2a")


_CSS = """
@page { size: 120mm 160mm; margin: 18mm 15mm;
  @top-left { content: "Lopende kop"; color: #444 }
  @top-right { content: element(mark) }
  @bottom-right { content: "Pagina " counter(page); color: #444 } }
body { margin: 0; font-size: 10pt; line-height: 14pt }
.mark { position: running(mark) }
.narrow { width: 40mm; hyphens: auto }
.by-hand { width: 22mm; hyphens: manual }
a { display: inline }
nav ol { list-style: none; padding: 0 }
nav a { display: block }
nav a::after { content: leader(". ") target-counter(attr(href), page) }
nav .label { position: absolute; left: 0 }
nav .message { display: block }
.row { display: flex; gap: 8mm }
.grid { display: grid; grid-template-columns: 1fr 1fr }
.columns { columns: 2 }
.aside { float: right; width: 20mm }
.next { break-before: page }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
caption { caption-side: bottom }
.verdict { display: block }
img { width: 20mm }
"""


def rows(count: int) -> str:
    """Give table rows with a row header, a share and a number; the number of row 2 is empty."""
    return "".join(
        f'<tr><th scope="row">Buurt {i}</th><td>{i},5%</td><td>{"" if i == 2 else i}</td></tr>'
        for i in range(1, count + 1)
    )


_LONG_NOTE = "Een lange noot die niet op één bladzijde past. " * 60

_BODY = f"""
<div class="mark">Merk <a href="https://example.org/merk">merklink</a></div>
<h1 id="top">Eén document met alles erin</h1>
<nav role="doc-toc" aria-labelledby="inhoud"><h2 id="inhoud">Inhoud</h2>
<ol><li><a href="#deel"><span class="label">1</span> <span class="topic">Onderwerp</span> <span class="message">Eerste deel</span></a>
<ol><li><a href="#onder">Onderdeel 2021</a></li></ol></li><li><a href="#tabel">Tabellen</a></li></ol></nav>
<h2 id="deel">Eerste deel</h2>
<p class="narrow">Verantwoordelijkheidsverdelingen tussen noord-zuid en en/of openbaarvervoersbedrijven.</p>
<p class="by-hand">Een verkeers\u00adoverlast\u00admeting en rapport\u00adcijfer</p>
<p>Tekst met <strong>nadruk</strong> en <em>klem</em>, <span lang="en">phishing</span>, <abbr title="bijvoorbeeld">bv.</abbr>,
<code>code</code>, <q>citaat</q> en <span class="verdict">▲ <span>gunstiger</span></span> oordeel.</p>
<div lang="en"><p>A paragraph in English.</p></div>
<p>Een zin met een noot<span class="note" data-number="1">Korte noot met <a href="https://example.org/noot" title="Lees de noot">een link</a>.</span> en een tweede<span class="note" data-number="2">{_LONG_NOTE}</span> die verder loopt.</p>
<p>Een link <a href="https://example.org/lang" aria-label="Uitleg over de monitor">die zo lang is dat hij over het einde van
de regel heen doorloopt naar de volgende</a> en <a href="#deel">een verwijzing</a>.</p>
<h3 id="onder">Onderdeel</h3>
<ul><li>Bolletje<ul style="list-style: circle"><li>Genest</li></ul></li><li><p>Alinea</p><p>Nog een alinea</p></li></ul>
<ol style="list-style: lower-alpha"><li>Eerst</li><li>Dan</li></ol>
<dl><div><dt>Trekker</dt><dd>Team Veiligheid</dd></div><dt>Planning</dt><dd>2025</dd><dd>2026</dd></dl>
<ul class="row" style="list-style: none"><li><p>20%</p></li><li><p>7,1</p></li></ul>
<div class="grid"><p>Links</p><p>Rechts</p></div>
<div class="columns"><p>Eerste kolom met tekst</p><p>Tweede kolom met tekst</p></div>
<p class="aside">Zwevend</p>
<div>Los<div class="note" data-number="3">Noot<p>met alinea</p></div> slot</div>
<blockquote>Los citaat<p>Met alinea</p></blockquote>
<aside><p>Kader</p></aside><article><h4>Artikel</h4><address>Adres 1</address></article>
<p aria-hidden="true">Versiering</p><p role="presentation">Meer versiering</p>
<img src="{PICTURE}" alt="">
<figure><img style="display: block" src="{PICTURE}" alt="Staafgrafiek: 20 procent"><figcaption><p>Figuur 1 De boodschap</p><p>Bron: proef</p></figcaption></figure>
<p>Regel met <img src="{PICTURE}" alt="Beeldmerk"> erin <svg width="20" height="10"><title>Vierkant</title><rect width="10" height="10"/></svg></p>
<h2 id="tabel" class="next">Tabellen</h2>
<table data-summary="Drie buurten"><caption>Tabel 1 Alle buurten</caption>
<thead><tr><th scope="col">Buurt</th><th scope="col">Aandeel onveilig</th><th>Aantal</th></tr></thead>
<tbody>{rows(3)}</tbody><tfoot><tr><th>Totaal</th><td>45,5%</td><td>90</td></tr></tfoot></table>
<table><caption>Tabel 2 Dubbele koppen</caption>
<thead><tr><th rowspan="2">Wijk</th><th colspan="2">Onveilig</th></tr><tr><th>2021</th><th>2023</th></tr></thead>
<tbody><tr><th rowspan="2">Oost</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>
"""


@cache
def everything(*, swift: bool = True) -> bytes:
    """Give the PDF of a page with every construct the builder knows."""
    return tagged_pdf(_BODY, css=_CSS, swift=swift)


@cache
def long_table(*, tagged: bool = True) -> bytes:
    """Give the PDF of a table of ninety rows that goes over several pages."""
    table = f"""<table><caption>Tabel 1 Negentig buurten</caption><thead><tr><th>Buurt</th>
<th>Aandeel</th><th>Aantal</th></tr></thead><tbody>{rows(90)}</tbody></table>"""
    return tagged_pdf(f"<h1>Tabel</h1>{table}", css=_CSS, tagged=tagged)
