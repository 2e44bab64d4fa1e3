"""Which texts give away people and computers, and which do not."""

import pytest

from vmreport.verify.contrast import minimum, ratio
from vmreport.verify.leaks import find_path, foreign_target, is_person, open_ends


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Users\jan\rapport.docx",
        "d:/werk/jan.docx",
        r"\\fs01\team$\cijfers",
        "file:///srv/x",
        "/home/jan/x.csv",
        "zie /Users/jan/x",
        "~/Documents/x.docx",
        r"C:\\Users\\jan\\x.docx",
    ],
)
def test_a_path_is_found(text):
    assert find_path(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.cbs.nl/home/cijfers",
        "en/of",
        "verhouding 1:2/3",
        r"SEQ Figuur \* ARABIC",
        r"REF figuur \h",
        "http://schemas.openxmlformats.org/tmp/x",
        "wijk/buurt, 2021/2023",
        "mailto:info@example.org",
        "Bron: I&O/CBS",
    ],
)
def test_ordinary_words_are_no_path(text):
    assert find_path(text) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Jan de Vries",
        "J. de Vries",
        "Vries, Jan de",
        "mr. A. Bos",
        "j.jansen",
        "jan@x.nl",
        "python-docx",
        "Microsoft Office User",
        r"GEMEENTE\jjansen",
        "Fatima El Amrani",
    ],
)
def test_a_person_or_account_is_one(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Gemeente De Bilt",
        "CCV",
        "Het CCV",
        "Adviesgroep Voorbeeld (fictief)",
        "I&O Research",
        "Centrum voor Criminaliteitspreventie en Veiligheid",
        "Voorbeeldstad",
        "Provincie Groningen",
        "Jansen Advies B.V.",
        "Voorbeeld bij vmreport",
    ],
)
def test_an_organisation_is_no_person(name):
    assert not is_person(name)


def test_only_web_and_mail_are_ordinary_links():
    assert [
        foreign_target(t) for t in ("https://a.nl", "mailto:a@b.nl", "a.docx", "file:///a")
    ] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("text", ["TODO cijfer", "[invullen]", "[[naam]]", "{{ cijfer }}", "XXX"])
def test_open_ends_are_found(text):
    assert open_ends(text)


@pytest.mark.parametrize("text", ["[1] Zie bijlage", "todos", "methodo's", "artikel 3 {lid 2}"])
def test_finished_words_are_no_open_end(text):
    assert open_ends(text) == ""


def test_contrast_is_that_of_wcag():
    assert ratio("000000", "FFFFFF") == pytest.approx(21)
    assert ratio("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert (minimum(10.5), minimum(17.9), minimum(18)) == (4.5, 4.5, 3.0)
