"""Renews the pictures and the list of indicators of the Handleiding: `make handleiding`.

Everything shown is real output: the chapter "eerste concept" is played, the samples are built,
LibreOffice prints the forms and poppler draws the pages. Needs soffice and pdftoppm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageOps

from support import handbook
from support.filled_forms import fill_sheet
from vmreport.assets import styles_root
from vmreport.pipeline import build, write_sample

PICTURES = handbook.FOLDER / "beeld"
COLOURS = 48
"""Colours a stored picture has: enough for text and charts, a fifth of the size."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>"""
EDGE, GAP, FRAME = "#c3cad3", 24, "#eef1f5"


def page(path: Path, number: int, width: int) -> Image.Image:
    """Give a page of a PDF as a picture of `width` pixels."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page"
        subprocess.run(
            ["pdftoppm", "-png", "-r", "144", "-f", str(number), "-singlefile", path, target],
            check=True,
        )
        drawn = Image.open(target.with_suffix(".png")).convert("RGB")
    height = round(drawn.height * width / drawn.width)
    return ImageOps.expand(drawn.resize((width, height), Image.Resampling.LANCZOS), 1, EDGE)


def printed(path: Path) -> Path:
    """Give a Word, Excel or PowerPoint file as PDF, as LibreOffice prints it with our letters."""
    out = path.parent / "gedrukt"
    out.mkdir(exist_ok=True)
    fonts = out / "letters.conf"
    fonts.write_text(FONTS.format(styles_root() / "fonts"), "utf-8")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, path]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return out / f"{path.stem}.pdf"


def row(pictures: Sequence[Image.Image]) -> Image.Image:
    """Give pictures beside each other on a light ground."""
    width = sum(item.width for item in pictures) + GAP * (len(pictures) + 1)
    height = max(item.height for item in pictures) + 2 * GAP
    sheet = Image.new("RGB", (width, height), FRAME)
    left = GAP
    for item in pictures:
        sheet.paste(item, (left, GAP))
        left += item.width + GAP
    return sheet


def top(picture: Image.Image, share: float) -> Image.Image:
    """Give the upper part of a picture."""
    return picture.crop((0, 0, picture.width, round(picture.height * share)))


def store(name: str, picture: Image.Image) -> None:
    """Write a picture, small."""
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def found(folder: Path, pattern: str) -> Path:
    """Give the only file of a build that fits."""
    (path,) = folder.glob(pattern)
    return path


def first_concept(folder: Path) -> None:
    """Draw the forms and the report of the chapter "eerste concept"."""
    chapter = handbook.FOLDER / "02-eerste-concept.md"
    for _ in handbook.play(chapter, folder):
        pass
    root = folder / "mijn-dossier"
    store("formulier-ingevuld", page(printed(root / "aanbevelingen.docx"), 1, 1000))
    store("formulier-duiding", top(page(printed(root / "duiding.docx"), 1, 700), 0.55))
    store("zo-werkt-het", page(printed(root / "zo-werkt-het.docx"), 1, 700))
    report = found(root / "uitvoer", "*raadsrapport*.pdf")
    theme = pages_with(report, "Bijna de helft van de inwoners ervaart veel overlast")[-1]
    advice = pages_with(report, "Gebaseerd op")[-1]
    store("concept", row([page(report, number, 420) for number in (1, 2, theme, advice)]))
    write_forms(folder / "leeg")


def write_forms(root: Path) -> None:
    """Draw the forms as `vmreport new` gives them, the workbook with one row filled in."""
    from vmreport.new_dossier import new_dossier

    new_dossier(root, "GM9901", 2023, "Voorbeeldstad")
    store("formulier-leeg", page(printed(root / "aanbevelingen.docx"), 1, 1000))
    book = root / "formulieren" / "aanbevelingen.xlsx"
    table = next(
        step.table
        for step in handbook.steps(handbook.FOLDER / "04-aanbevelingen.md")
        if isinstance(step, handbook.Order) and step.words[0] == "werkblad"
    )
    fill_sheet(book, "Aanbevelingen", [(name, text.replace("<br>", "\n")) for name, text in table])
    store("formulier-excel", page(printed(book), 1, 3600).crop((210, 225, 1910, 440)))


def documents(folder: Path) -> None:
    """Draw a page of every kind of document of Voorbeeldstad."""
    root = write_sample("voorbeeldstad", folder / "voorbeeldstad")
    out = folder / "uit"
    build(root, out, formats=("pdf", "pptx"))
    brief = page(found(out, "*raadsbrief*.pdf"), 1, 420)
    fact = page(found(out, "*factsheet*.pdf"), 1, 420)
    ward = page(found(out, "*wijkprofiel_stationskwartier*.pdf"), 1, 420)
    store("documenten", row([brief, fact, ward]))
    slides = printed(found(out, "*presentatie*.pptx"))
    store("presentatie", row([page(slides, number, 600) for number in (1, 3)]))
    plan = found(out, "*uitvoeringsplan*.pdf")
    goal = page(found(out, "*ivp*.pdf"), 7, 420)
    store("plannen", row([goal, page(plan, 3, 600)]))
    book = found(out, "*raadsrapport*.pdf")
    ward = pages_with(book, "Over de wijk Waterrijk zijn er geen cijfers")[-1]
    total = pages_with(book, "Weggelaten cijfers")[-1]
    store("verborgen", row([page(book, number, 500) for number in (ward, total)]))


def pages_with(path: Path, words: str) -> list[int]:
    """Give the pages on which words stand."""
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    pages = text.stdout.split("\f")
    return [number for number, one in enumerate(pages, 1) if words in " ".join(one.split())]


def house_styles(folder: Path) -> None:
    """Draw the cover in the two shipped styles and in the one of the chapter."""
    chapter = handbook.FOLDER / "07-huisstijl.md"
    own = next(
        step
        for step in handbook.steps(chapter)
        if isinstance(step, handbook.Block) and step.words[:1] and "tokens" in step.words[0]
    )
    covers = []
    for name, tokens in (("ccv", ""), ("voorbeeldstad", ""), ("ccv", own.text)):
        root = write_sample("voorbeeldstad", folder / f"stijl-{len(covers)}")
        settings = root / "dossier.toml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace('huisstijl = "voorbeeldstad"', f'huisstijl = "{name}"'))
        if tokens:
            (root / "huisstijl").mkdir()
            (root / "huisstijl" / "tokens.toml").write_text(tokens, "utf-8")
            logo = styles_root() / "houses" / "voorbeeldstad" / "logo.svg"
            shutil.copyfile(logo, root / "huisstijl" / "logo-gemeente.svg")
        build(root, root / "uit", documents=("raadsrapport",), formats=("pdf",))
        covers.append(page(found(root / "uit", "*.pdf"), 1, 420))
    store("huisstijl", row(covers))


def main(parts: Iterable[str]) -> None:
    """Renew all pictures, or those of the parts named on the command line."""
    known = {item.__name__: item for item in (first_concept, documents, house_styles)}
    PICTURES.mkdir(exist_ok=True)
    for name in tuple(parts) or tuple(known):
        with tempfile.TemporaryDirectory() as folder:
            known[name](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
