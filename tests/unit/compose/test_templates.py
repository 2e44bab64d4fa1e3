"""Templates run in a sandbox on plain values; what is wrong names template and line."""

import pytest

from vmreport.compose.environment import Ready, make_environment, render_template
from vmreport.compose.kinds import load_kinds
from vmreport.errors import ContentError


def render(tmp_path, text, **values):
    (tmp_path / "proef.md.j2").write_text(text, encoding="utf-8")
    return render_template(make_environment([tmp_path]), "proef.md.j2", values)


def test_what_a_template_prints_is_escaped_for_markdown(tmp_path):
    assert render(tmp_path, "{{ naam }}", naam="a*b_c") == "a&#42;b&#95;c"
    assert render(tmp_path, "{{ klaar }}", klaar=Ready("**vet**")) == "**vet**"


def test_an_anchor_is_no_comment(tmp_path):
    assert render(tmp_path, "# Kop {#anker}{* weg *}") == "# Kop {#anker}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("een\ntwee {{ onbekend }}", 2),
        ("een\n\n{{ x.niets }}", 3),
        ("een\n{% if %}", 2),
        ("een\n{{ leeg }}", 2),
    ],
)
def test_a_fault_names_template_and_line(tmp_path, text, line):
    with pytest.raises(ContentError) as caught:
        render(tmp_path, text, x="tekst", leeg=None)
    where = caught.value.problems[0].where
    assert (where.file, where.row) == ("proef.md.j2", line)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{% for c in ().__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
        "{{ self.__init__.__globals__['os'].system('true') }}",
        "{{ range(999999999) | list }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% include '../../../../etc/passwd' %}",
    ],
)
def test_the_sandbox_gives_nothing_away(tmp_path, attack):
    with pytest.raises(ContentError):
        render(tmp_path, attack, x="tekst")


def test_an_own_template_and_an_own_part_win_over_the_shipped_ones(voorbeeldstad):
    voorbeeldstad.write(
        "huisstijl/documenten/delen/colofon.md.j2", "# Colofon {#colofon}\n\nEigen tekst.\n"
    )
    assert "Eigen tekst." in voorbeeldstad.outline()


def test_a_fault_in_an_own_part_names_it(voorbeeldstad):
    voorbeeldstad.write(
        "huisstijl/documenten/delen/colofon.md.j2", "# Colofon {#colofon}\n\n{{ x }}\n"
    )
    problem = voorbeeldstad.fails().problems[0]
    assert (problem.where.file, problem.where.row) == ("delen/colofon.md.j2", 3)


def test_a_table_row_of_documents_is_read_strictly(tmp_path):
    (tmp_path / "documenten.toml").write_text(
        '[brief]\ntitel = 3\nvorm = "pdf"\n', encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        load_kinds([tmp_path])
    columns = {problem.where.column for problem in caught.value.problems}
    assert {"brief.titel", "brief.vorm", "brief.kort"} <= columns


def test_an_unknown_figure_kind_is_told_which_there_are(voorbeeldstad):
    voorbeeldstad.write(
        "huisstijl/documenten/delen/colofon.md.j2",
        '# Colofon {#colofon}\n\n{{ figuur("taart", kerncijfers, anker="x") }}\n',
    )
    assert "kies uit intervallen" in str(voorbeeldstad.fails())
