"""House styles: strict tokens, contrast, logo, fonts, override folder."""

import re

import pytest

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault, Problems
from vmreport.writers.house_style import CoverArt, RunningText, TypeSize, load_house_style
from vmreport.writers.house_style.contrast import low_contrasts, mix
from vmreport.writers.house_style.tokens import TOKENS

HOUSES = sorted(path.name for path in (styles_root() / "houses").iterdir())


def load(folder=None, name="ccv"):
    problems = Problems()
    return load_house_style(name, problems, override=folder), problems.items


@pytest.fixture
def override(tmp_path):
    folder = tmp_path / "huisstijl"
    folder.mkdir()

    def write(**files):
        for stem, text in files.items():
            name = {"tokens": "tokens.toml", "css": "house.css"}.get(stem, stem)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize("name", HOUSES)
def test_shipped_styles_load_without_a_word(name):
    style, items = load(name=name)
    assert items == []
    assert style.name == name
    assert style.logo.alt
    assert low_contrasts(style.colours) == ()
    assert style.chart_theme.house == style.colours.house
    assert style.page.text_width == 165


@pytest.mark.parametrize("name", HOUSES)
def test_shipped_styles_differ_only_in_the_agreed_files(name):
    allowed = {"tokens.toml", "house.css", "logo.svg", "reference.docx"}
    assert {path.name for path in (styles_root() / "houses" / name).iterdir()} <= allowed


def test_an_unknown_style_is_a_problem_that_names_the_known_ones():
    style, items = load(name="../../etc")
    assert [item.code for item in items] == ["E401"]
    assert "voorbeeldstad" in items[0].hint
    assert style.name == "ccv"


def test_an_override_replaces_single_tokens(override):
    style, items = load(override(tokens='[kleuren]\nhuis = "#5A2D82"\n[maten]\nkop_1 = [22, 26]\n'))
    assert items == []
    assert style.colours.house == "#5a2d82"
    assert style.sizes.heading_1 == TypeSize(22, 26)
    assert style.colours.ink == load()[0].colours.ink


def test_everything_wrong_in_tokens_is_said_at_once_with_its_line(override):
    text = """[kleuren]
huis = "rood"
paars = "#112233"
[pagina]
links = 500
koptekst = "ja"
[maten]
tekst = [10, 40]
"""
    style, items = load(override(tokens=text))
    found = [(item.code, item.where.row, item.where.column) for item in items]
    assert found == [
        ("E405", 2, "kleuren.huis"),
        ("E403", 3, "kleuren.paars"),
        ("E405", 5, "pagina.links"),
        ("E405", 6, "pagina.koptekst"),
        ("E405", 8, "maten.tekst"),
    ]
    assert all(item.where.file == "huisstijl/tokens.toml" for item in items)
    assert style.page.left == 25


def test_broken_toml_is_one_problem(override):
    style, items = load(override(tokens="[kleuren\n"))
    assert [item.code for item in items] == ["E402"]
    assert style.colours == load()[0].colours


def test_low_contrast_of_text_and_marks_is_refused(override):
    text = '[kleuren]\ngrijs = "#9a9a9a"\nlichtgrijs = "#dddddd"\n'
    style, items = load(override(tokens=text))
    assert {item.code for item in items} == {"E406", "E407"}
    assert all("contrast" in item.what for item in items)
    assert style.colours == load()[0].colours


def test_a_missing_logo_is_a_problem(override):
    _, items = load(override(tokens='[logo]\nbestand = "weg.svg"\n'))
    assert [item.code for item in items] == ["E408"]
    assert items[0].where.column == "logo.bestand"


def test_a_logo_outside_the_folder_cannot_be_named(override):
    _, items = load(override(tokens='[logo]\nbestand = "../geheim.svg"\n'))
    assert [item.code for item in items] == ["E405"]


def test_an_own_logo_replaces_the_shipped_one(override):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    style, items = load(override(**{"logo.svg": svg}))
    assert items == []
    assert b"M0 0h9v9z" in style.logo.data


def test_a_missing_font_of_the_override_is_a_problem(override):
    style, items = load(override(tokens='[letter]\nnormaal = "Eigen.ttf"\n'))
    assert [item.code for item in items] == ["E411"]
    assert style.fonts.regular.is_file()


def test_a_font_that_is_no_font_is_a_problem(override):
    folder = override(tokens='[letter]\nnormaal = "Eigen.ttf"\n', **{"Eigen.ttf": "geen letter"})
    _, items = load(folder)
    assert [item.code for item in items] == ["E411"]
    assert "leesbaar" in items[0].what


def test_a_missing_shipped_font_is_a_fault_of_the_installation(monkeypatch, tmp_path):
    for part in ("houses", "base"):
        (tmp_path / part).symlink_to(styles_root() / part)
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr("vmreport.writers.house_style.load.styles_root", lambda: tmp_path)
    with pytest.raises(EnvironmentFault, match=r"SourceSans3-Regular\.ttf"):
        load()


@pytest.mark.parametrize(
    ("css", "code", "line"),
    [
        ("a { color: red; }\n@import url(http://example.org/x.css);", "E413", 2),
        (".quote { background: url(//example.org/x.png); }", "E413", 1),
        ('.quote {\n  background: image-set(url("x.png") 1x); }', "E413", 2),
        ("@font-face { font-family: X; }", "E413", 1),
        ("p {\n position: fixed; }", "E413", 2),
        ("@media print {\n p { opacity: 0.5 } }", "E413", 2),
        (".topic { text-transform: uppercase }", "E413", 1),
        ('p::after { content: "advies" }', "E413", 1),
        ("p { color: ; ; : red }", "E412", 1),
        ("p {}\n</style><script>", "E412", 2),
    ],
)
def test_house_css_that_fetches_hides_or_breaks_is_refused(override, css, code, line):
    style, items = load(override(css=css))
    assert (items[0].code, items[0].where.row) == (code, line)
    assert items[0].where.file == "huisstijl/house.css"
    assert css not in style.css


def test_house_css_is_added_after_the_house(override):
    style, items = load(override(css=".quote { color: var(--house); }"), name="voorbeeldstad")
    assert items == []
    assert style.css.index(".key-figure") < style.css.index(".quote")


def test_every_token_is_used_by_the_shipped_default():
    text = (styles_root() / "houses" / "ccv" / "tokens.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+) =", text, re.MULTILINE)) == {k.split(".")[1] for k in TOKENS}


def test_the_two_shipped_styles_have_another_cover_and_header():
    ccv, other = load()[0], load(name="voorbeeldstad")[0]
    assert (ccv.cover.art, other.cover.art) == (CoverArt.INTERVALS, CoverArt.TILES)
    assert (ccv.page.header, other.page.header) == (RunningText.RUNNING_TITLE, RunningText.TITLE)


def test_mix_gives_solid_colours():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 0) == "#102030"


def test_tokens_of_a_dossier_leave_the_word_file_of_the_house_behind(tmp_path):
    (tmp_path / "tokens.toml").write_text('[kleuren]\nhuis = "#003366"\n', encoding="utf-8")
    problems = Problems()
    assert load_house_style("ccv", problems, override=tmp_path).reference_docx is None
    own = tmp_path / "reference.docx"
    own.write_bytes(b"PK")
    assert load_house_style("ccv", problems, override=tmp_path).reference_docx == own
    (tmp_path / "tokens.toml").unlink()
    own.unlink()
    kept = load_house_style("ccv", problems, override=tmp_path).reference_docx
    assert kept is not None
    assert kept.parent.name == "ccv"
    assert problems.items == []
