"""Puts a house style together from its folder and the override folder of a dossier.

Everything wrong is collected; what cannot be used falls back on the value below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault, HouseStyleError, Place, Problems
from vmreport.fontset import FontError, read_face
from vmreport.writers.house_style.contrast import low_contrasts
from vmreport.writers.house_style.logo import LogoError, clean_logo
from vmreport.writers.house_style.model import (
    Colours,
    CoverArt,
    CoverGround,
    CoverStyle,
    FontFamily,
    HouseStyle,
    Logo,
    PageStyle,
    RunningText,
    Sizes,
)
from vmreport.writers.house_style.sheet_check import check_css
from vmreport.writers.house_style.tokens import TokenFile, Tokens, read_tokens

__all__ = ["DEFAULT", "load_house_style"]

DEFAULT = "ccv"
"""The house style that everything falls back on."""

_COLOUR_KEYS = {
    "ink": "inkt",
    "house": "huis",
    "on_house": "op_huis",
    "tint": "tint",
    "grey": "grijs",
    "light_grey": "lichtgrijs",
    "hairline": "haarlijn",
    "favourable": "gunstig",
    "unfavourable": "ongunstig",
    "favourable_tint": "gunstig_tint",
    "unfavourable_tint": "ongunstig_tint",
    "#ffffff": "wit",
}
_SIZE_KEYS = {
    "text": "tekst",
    "small": "klein",
    "table": "tabel",
    "lead": "inleiding",
    "heading_1": "kop_1",
    "heading_2": "kop_2",
    "heading_3": "kop_3",
    "title": "titel",
    "figure": "kerncijfer",
}
_WEIGHTS = {"regular": "normaal", "italic": "cursief", "semibold": "halfvet", "bold": "vet"}
_SIZE_LIMIT = 50_000
_FONT_LIMIT = 20_000_000


class _Folders:
    """The folders a style is read from, the one that decides last, with names for messages."""

    def __init__(self, name: str, override: Path | None) -> None:
        houses = styles_root() / "houses"
        self.default = houses / DEFAULT
        self.house = houses / name
        self.override = override
        names = {self.default: f"styles/houses/{DEFAULT}", self.house: f"styles/houses/{name}"}
        if override is not None:
            names[override] = override.name
        self.names: Mapping[Path, str] = names
        order = [self.default, self.house, override]
        self.all = tuple(dict.fromkeys(folder for folder in order if folder is not None))

    def name(self, folder: Path, file: str) -> str:
        return f"{self.names[folder]}/{file}"

    def find(self, file: str, *, borrow: bool = False) -> Path | None:
        """Give `file` of the override or the house; `borrow` also looks in the default house."""
        own = [folder for folder in (self.override, self.house) if folder is not None]
        for folder in [*own, self.default] if borrow else own:
            if (folder / file).is_file():
                return folder / file
        return None


def load_house_style(name: str, problems: Problems, *, override: Path | None = None) -> HouseStyle:
    """Read the house style `name`; `override` is the folder of what differs in this dossier.

    Objections go to `problems` (E4xx); the style given back is then complete but not the one that
    was asked for. Raises EnvironmentFault when the installation misses a shipped font, and
    HouseStyleError when the default house style itself is broken.
    """
    houses = styles_root() / "houses"
    known = sorted(path.name for path in houses.iterdir() if path.is_dir())
    if name not in known:
        what = f"De huisstijl {name!r} bestaat niet."
        hint = f"Kies een van: {', '.join(known)}; of zet wat afwijkt in de map huisstijl."
        problems.problem("E401", Place("dossier.toml", column="huisstijl"), what, hint)
        name = DEFAULT
    if override is not None and not override.is_dir():
        override = None
    folders = _Folders(name, override)
    files = _read_files(folders, problems)
    tokens = Tokens(*files)
    return HouseStyle(
        name=name,
        colours=_colours(tokens, files, problems),
        sizes=Sizes(**{field: tokens.size(f"maten.{key}") for field, key in _SIZE_KEYS.items()}),
        page=_page(tokens),
        cover=CoverStyle(
            CoverGround(tokens.word("voorblad.vlak")), CoverArt(tokens.word("voorblad.beeld"))
        ),
        fonts=_fonts(tokens, folders, problems),
        logo=_logo(tokens, folders, problems),
        css=_css(folders, problems),
        reference_docx=_reference(folders),
    )


def _reference(folders: _Folders) -> Path | None:
    """Give the reference.docx that goes with the tokens; None: Word follows the tokens.

    Tokens of the dossier without a reference.docx beside them leave that of the house behind.
    """
    own = folders.override
    if own is not None and (own / "tokens.toml").is_file():
        return own / "reference.docx" if (own / "reference.docx").is_file() else None
    return folders.find("reference.docx", borrow=True)


def _read_files(folders: _Folders, problems: Problems) -> tuple[TokenFile, ...]:
    default_problems = Problems()
    path = folders.default / "tokens.toml"
    name = folders.name(folders.default, "tokens.toml")
    files = [read_tokens(path, name, default_problems, partial=False)]
    if default_problems.blocking:
        raise HouseStyleError(default_problems.items)
    for folder in folders.all[1:]:
        partial = folder == folders.override
        name = folders.name(folder, "tokens.toml")
        files.append(read_tokens(folder / "tokens.toml", name, problems, partial=partial))
    return tuple(files)


def _colours(tokens: Tokens, files: tuple[TokenFile, ...], problems: Problems) -> Colours:
    colours = _palette(tokens)
    low = low_contrasts(colours)
    for front, back, ratio, minimum in low:
        one, other = _COLOUR_KEYS[front], _COLOUR_KEYS[back]
        # The later file made the pair what it is: point there.
        keys = [f"kleuren.{key}" for key in (one, other) if key != "wit"]
        key = max(keys, key=lambda item: files.index(tokens.file_of(item)))
        code = "E406" if minimum > 4 else "E407"
        found = f"{ratio:.1f}".replace(".", ",")
        needed = f"{minimum:g}".replace(".", ",")
        what = f"De kleur {one} op {other} heeft een contrast van {found}."
        hint = f"Maak het verschil groter: minstens {needed} is nodig om het goed te kunnen lezen."
        problems.problem(code, tokens.place(key), what, hint)
    return _palette(Tokens(files[0])) if low else colours


def _palette(tokens: Tokens) -> Colours:
    names = [field.name for field in fields(Colours)]
    return Colours(**{name: tokens.word(f"kleuren.{_COLOUR_KEYS[name]}") for name in names})


def _page(tokens: Tokens) -> PageStyle:
    return PageStyle(
        top=tokens.number("pagina.boven"),
        right=tokens.number("pagina.rechts"),
        bottom=tokens.number("pagina.onder"),
        left=tokens.number("pagina.links"),
        header=RunningText(tokens.word("pagina.koptekst")),
        footer=RunningText(tokens.word("pagina.voettekst")),
    )


def _fonts(tokens: Tokens, folders: _Folders, problems: Problems) -> FontFamily:
    paths = {}
    shipped = styles_root() / "fonts"
    for field, key in _WEIGHTS.items():
        file = tokens.word(f"letter.{key}")
        path = folders.find(file) or shipped / file
        if (objection := _font_objection(path)) is not None:
            if tokens.file_of(f"letter.{key}").name == folders.name(folders.default, "tokens.toml"):
                message = f"Het letterbestand {file} van vmreport {objection}. Installeer opnieuw."
                raise EnvironmentFault(message)
            what = f"Het letterbestand {file} {objection}."
            hint = "Zet het bestand naast tokens.toml, of haal het token weg."
            problems.problem("E411", tokens.place(f"letter.{key}"), what, hint)
            path = shipped / _default_font(folders, key)
        paths[field] = path
    return FontFamily(family=tokens.word("letter.familie"), **paths)


def _default_font(folders: _Folders, key: str) -> str:
    path = folders.default / "tokens.toml"
    file = read_tokens(path, path.name, Problems(), partial=False)
    return str(file.values[f"letter.{key}"])


def _font_objection(path: Path) -> str | None:
    if not path.is_file():
        return "is niet gevonden"
    if path.stat().st_size > _FONT_LIMIT:
        return "is te groot"
    try:
        read_face(path)
    except FontError as error:
        return str(error)
    except OSError:
        return "is geen leesbaar letterbestand"
    return None


def _logo(tokens: Tokens, folders: _Folders, problems: Problems) -> Logo:
    file = tokens.word("logo.bestand")
    place = tokens.place("logo.bestand")
    path = folders.find(file)
    if path is None:
        what = f"Het logo {file} is niet gevonden."
        problems.problem("E408", place, what, "Zet het naast tokens.toml.")
    else:
        try:
            return Logo(*clean_logo(path), tokens.word("logo.alt"), tokens.number("logo.breedte"))
        except LogoError as error:
            problems.problem("E409", Place(folders.name(path.parent, file)), error.what, error.hint)
    return Logo(
        *clean_logo(folders.default / "logo.svg"),
        tokens.word("logo.alt"),
        tokens.number("logo.breedte"),
    )


def _css(folders: _Folders, problems: Problems) -> str:
    sheets = []
    for folder in folders.all:
        path = folder / "house.css"
        if not path.is_file() or (folder == folders.default and folders.house != folders.default):
            continue
        name = folders.name(folder, "house.css")
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.problem(
                "E412", Place(name), "Dit bestand is geen UTF-8-tekst.", "Bewaar het als UTF-8."
            )
            continue
        if len(text) > _SIZE_LIMIT:
            what = f"Dit stijlblad is groter dan {_SIZE_LIMIT // 1000} kB."
            problems.problem("E413", Place(name), what, "Houd alleen over wat echt afwijkt.")
        elif check_css(text, name, problems):
            sheets.append(text)
    return "\n".join(sheets)
