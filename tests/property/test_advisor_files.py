"""No file of an advisor, however mangled, does more than give problems with a place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vmreport.advice.load import load_advice
from vmreport.dossier import load_dossier
from vmreport.errors import Problems

PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", "    ", "# ", "## A1. x", "### Maatregelen", "# Samenvatting", "---"),
        *(
            "- **Veld:** ",
            "- **Doel:** ",
            "- **Bevindingen:** a in b (c); d",
            "|",
            "| - | - |",
            ">",
        ),
        *("{{", "}}", "cijfer(", '"', ")", "::: kader uitleg", ":::", "velden", "a:: b", "^[", "]"),
        *("[", "](", "<", "`", "~~", "\\", "*", "1.", "\u202e", "\ue000B0\ue001", "Ã©", "é", "x"),
        *("[dossier]", "naam = ", "'", "= [", "gemeente: GM0014", "2024-05-14", "[raad.extra]"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS | st.text())
@settings(max_examples=200, deadline=None)
def test_advice_files_never_break_the_reader(tmp_path_factory, text):
    root = tmp_path_factory.getbasetemp()
    path = root / "tekst.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = Problems()
    load_advice(path, path, path, problems, root=root, theme_ids={"x": "x"}, area="GM9901")
    assert all(item.where.file == "tekst.md" for item in problems.items)
    lines = 1 + sum(text.count(end) for end in "\n\r\v\f\x85\u2028\u2029")
    assert all(item.where.row is None or item.where.row <= lines for item in problems.items)


@given(TEXTS | st.text())
@settings(max_examples=100, deadline=None)
def test_dossier_files_never_break_the_reader(tmp_path_factory, text):
    root = tmp_path_factory.getbasetemp() / "dossier"
    root.mkdir(exist_ok=True)
    (root / "dossier.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = Problems()
    assert load_dossier(root, problems) is None
    assert problems.blocking
