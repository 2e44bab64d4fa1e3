"""A small dossier over the break of 2021, with or without conversion factors; all of it is invented."""

from __future__ import annotations

from pathlib import Path

from support.command_line import change, dossier

__all__ = ["CREDIT", "over_the_break"]

CREDIT = "verzonnen factoren, alleen voor een test"
_HEAD = "editie;gebied_code;gebied;niveau;indicator;waarde;marge;ondergrens;bovengrens;n;bron"
_LEVELS = {"PV20": ("Groningen", "provincie", 1), "NL01": ("Nederland", "land", 0)}
_VALUES = {
    "onveilig_weleens": (40, 38, 34, 33),
    "overlast_hard_rijden": (30, 31, 28, 29),
    "rapportcijfer_veiligheid": (7, 7, 7, 7),
}


def over_the_break(folder: Path, *factors: str) -> Path:
    """Write the dossier; `factors` are rows of omrekenfactoren.csv without their source."""
    root = dossier(folder)
    rows = [_HEAD]
    for code, (name, level, step) in _LEVELS.items():
        for indicator, values in _VALUES.items():
            for edition, value in zip((2017, 2019, 2021, 2023), values, strict=True):
                low, high = f"{value + step - 1},5", f"{value + step},9"
                early = edition < 2020
                bounds = "0,7;;" if early else f";{low};{high}"
                rows.append(
                    f"{edition};{code};{name};{level};{indicator};{value + step},2;{bounds};1200;Test"
                )
    (root / "indicatoren.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    settings = root / "dossier.toml"
    change(settings, r"^editie = .*$", "editie = 2023")
    change(settings, r"^datum = .*$", "datum = 2024-05-14")
    change(settings, r"^vorige_editie = .*$", "")
    text = settings.read_text("utf-8")
    start = text.index("[kerncijfers]")
    end = text.index("]", text.index("indicatoren = [", start)) + 1
    settings.write_text(text[:start] + text[end:], encoding="utf-8")
    (root / "duiding.md").unlink()
    if factors:
        lines = [
            "indicator;editie;gebied_code;factor;bron",
            *(f"{row};{CREDIT}" for row in factors),
        ]
        (root / "omrekenfactoren.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root
