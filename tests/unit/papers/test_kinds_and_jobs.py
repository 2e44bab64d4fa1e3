"""The table of documents, one document per area, and the file names they get."""

from dataclasses import replace

import pytest

from support.builds import sample_document
from support.findings import realistic
from vmreport.assets import data_root, templates_root
from vmreport.compose.files import slug
from vmreport.compose.jobs import area_slugs, plan_jobs
from vmreport.compose.kinds import PageLimits, filled, load_kinds
from vmreport.compose.page_limits import check_pages
from vmreport.dossier import load_dossier
from vmreport.errors import ContentError, Problems
from vmreport.survey.model import Area, AreaLevel

SHIPPED = templates_root() / "documents"
ROW = """[brief]
titel = "Brief {editie}"
titel_zonder_advies = "Brief {editie}"
kort = "Brief"
onderwerp = "Een brief"
trefwoorden = []
vormen = ["pdf"]
"""


def kinds(tmp_path, text):
    (tmp_path / "documenten.toml").write_text(text, encoding="utf-8")
    return load_kinds([tmp_path, SHIPPED])


def faults(tmp_path, text):
    with pytest.raises(ContentError) as caught:
        kinds(tmp_path, text)
    return {(p.where.column, p.where.row): p for p in caught.value.problems}


def test_the_papers_have_their_limits():
    found = load_kinds([SHIPPED])
    assert found["raadsbrief"].pages == PageLimits(1, 2)
    assert found["factsheet"].pages == PageLimits(1, 1)
    assert found["wijkprofiel"].pages == PageLimits(1, 2)
    assert found["wijkprofiel"].per_area
    assert found["raadsrapport"].pages is None


def test_an_own_row_replaces_or_adds_a_document(tmp_path):
    found = kinds(tmp_path, ROW + "bladzijden = [1, 3]\ngenummerd = false\n")
    assert found["brief"].pages == PageLimits(1, 3)
    assert not found["brief"].numbered
    assert "raadsrapport" in found


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("bladzijden = [2, 1]", "bladzijden"),
        ("bladzijden = [0, 1]", "bladzijden"),
        ("bladzijden = [true, true]", "bladzijden"),
        ('per = "wijk"', "per"),
        ('briefhoofd = "ja"', "briefhoofd"),
        ("kleur = 1", "kleur"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(tmp_path, line, key):
    assert (f"brief.{key}", 8) in faults(tmp_path, f"{ROW}{line}\n")


def test_a_title_with_an_unknown_place_says_which_there_are(tmp_path):
    found = faults(tmp_path, ROW.replace("Brief {editie}", "Brief {editie.__class__}", 1))
    assert "{gemeente}" in found["brief.titel", 2].hint


def test_a_table_that_is_no_toml_is_a_problem_with_a_line(tmp_path):
    (problem,) = faults(tmp_path, ROW + "dit is niets\n").values()
    assert (problem.code, problem.where.row) == ("E531", 8)


def test_a_loose_key_and_an_unknown_form_are_refused(tmp_path):
    assert ("los", None) in faults(tmp_path, 'los = "tekst"\n' + ROW)
    assert ("brief.vormen", 7) in faults(tmp_path, ROW.replace('["pdf"]', '["exe"]'))


def test_a_value_is_never_a_format():
    values = {"gebied": "{editie}", "editie": "2023"}
    assert filled("{gebied} {editie:>9}", values) == "{editie} {editie:>9}"


# -- areas and file names ---------------------------------------------------------------------


def area(code, name, level=AreaLevel.WARD):
    return Area(code, name, level)


def test_equal_names_get_their_level_and_then_their_code():
    found = area_slugs(
        [
            area("WK1", "Noord"),
            area("BU1", "Noord", AreaLevel.NEIGHBOURHOOD),
            area("BU2", "Noord", AreaLevel.NEIGHBOURHOOD),
            area("WK2", "Zuid"),
        ]
    )
    assert found == {"WK1": "noord-wijk", "BU1": "noord-bu1", "BU2": "noord-bu2", "WK2": "zuid"}


@pytest.mark.parametrize("names", [("Sint-Jan", "Sint Jan"), ("A" * 70 + "x", "A" * 70 + "y")])
def test_names_that_look_the_same_in_a_file_name_are_kept_apart(names):
    found = area_slugs([area(f"WK{i}", name) for i, name in enumerate(names)])
    assert len(set(found.values())) == 2
    assert all(value == slug(value) or "-wk" in value for value in found.values())


def test_an_area_without_a_latin_name_is_named_by_its_code():
    assert area_slugs([area("WK990101", "港口")]) == {"WK990101": "wk990101"}


@pytest.fixture(scope="module")
def dossier():
    return load_dossier(data_root() / "samples" / "voorbeeldstad", Problems())


def planned(dossier, names, analysis=None):
    problems = Problems()
    found = load_kinds([SHIPPED])
    return plan_jobs(dossier, found, names, analysis or realistic(), problems), problems


def test_every_measured_area_gets_a_document(dossier):
    analysis = realistic()
    jobs, problems = planned(dossier, ["wijkprofiel"], analysis)
    assert [job.area.code for job in jobs] == [area.code for area in analysis.local_areas]
    assert len({job.stem for job in jobs}) == len(jobs)
    assert not problems.items


def test_one_area_can_be_asked_for_by_name_or_code(dossier):
    first = realistic().local_areas[0]
    for name in (slug(first.name), first.code):
        jobs, _ = planned(dossier, [f"wijkprofiel/{name}"])
        assert [job.area for job in jobs] == [first]


def test_an_area_that_is_not_there_is_told_which_are(dossier):
    jobs, problems = planned(dossier, ["wijkprofiel/nergens", "raadsbrief/nergens", "niets"])
    assert [item.code for item in problems.items] == ["E131", "E131", "E131"]
    assert slug(realistic().local_areas[0].name) in problems.items[0].hint
    assert [job.label for job in jobs] == ["raadsbrief"]


def test_without_areas_there_is_a_notice_and_no_document(dossier):
    analysis = replace(realistic(), local_areas=())
    jobs, problems = planned(dossier, ["wijkprofiel"], analysis)
    assert jobs == ()
    assert [item.code for item in problems.notices] == ["W532"]
    assert not problems.blocking


def test_areas_that_would_share_a_file_stop_the_build(dossier):
    analysis = realistic()
    one = analysis.local_areas[0]
    double = replace(one, code=f"{one.code} ")
    cells = {
        key._replace(area=double.code): cell
        for key, cell in analysis.cells.items()
        if key.area == one.code
    }
    twice = replace(
        analysis,
        local_areas=(*analysis.local_areas, double),
        cells={**analysis.cells, **cells},
    )
    _, problems = planned(dossier, ["wijkprofiel"], twice)
    assert [item.code for item in problems.blocking] == ["E533"]


# -- pages ------------------------------------------------------------------------------------


def limits(pages, count):
    problems = Problems()
    document = sample_document("voorbeeldstad", "raadsbrief")
    job = planned_letter()
    check_pages(document, job, count, pages, problems)
    return problems


def planned_letter():
    dossier = load_dossier(data_root() / "samples" / "voorbeeldstad", Problems())
    return planned(dossier, ["raadsbrief"])[0][0]


def test_a_letter_within_its_pages_is_in_order():
    assert not limits({"brief-1": 1, "brief-4": 2}, 2).items


def test_a_letter_over_its_pages_names_pages_and_what_to_shorten():
    (problem,) = limits({"brief-1": 1, "brief-2": 1, "brief-3": 2, "brief-4": 3}, 3).blocking
    assert problem.code == "E534"
    assert "3 bladzijden" in problem.what
    assert "Word" in problem.what
    assert "'Vervolg' (bladzijde 3)" in problem.hint
    assert "'Consequenties' (bladzijde 2)" in problem.hint
    assert "Kennisnemen" not in problem.hint
