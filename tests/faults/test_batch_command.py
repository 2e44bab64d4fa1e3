"""`vmreport batch` with real documents: whole, unmixed, the same bytes however it went."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from support.batch_runs import TOKEN, all_gone, contents, new_token
from support.command_line import dossier, snapshot, start, vm
from support.many_dossiers import Country, code, country, key, name, number, write_dossiers

COUNT = 6
LETTER = ("--document", "raadsbrief", "--format", "docx", "--format", "html")


def from_country(made: Country, out: Path) -> list[object]:
    files = ("--cijfers", made.table, "--gebieden", made.listing, "--sjabloon", made.model)
    return ["batch", *files, "--out", out, *LETTER]


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def land(tmp_path_factory) -> Country:
    return country(tmp_path_factory.mktemp("land") / "in", COUNT)


@pytest.fixture(scope="module")
def whole(land, tmp_path_factory) -> Path:
    """Give what a batch that nothing happened to makes."""
    out = tmp_path_factory.mktemp("whole") / "uit"
    code, said, err = finish(start(*from_country(land, out)))
    assert code == 0, err
    assert f"{COUNT} van de {COUNT} rapporten zijn klaar." in said
    assert "op andere rijen" in (out / "samenvatting.txt").read_text("utf-8")
    assert re.search(rf"\b1/{COUNT} GM80.*: klaar, nog ongeveer \d+ (seconden?|minuten)", err)
    return out


def published(out: Path) -> dict[str, bytes]:
    """Give all that people get to see: everything but the batch's own folder."""
    return {name: data for name, data in contents(out).items() if not name.startswith(".vmreport")}


def test_every_municipality_has_its_own_folder(whole):
    folders = {path.name for path in whole.iterdir() if path.is_dir()} - {".vmreport"}
    assert folders == {key(item) for item in range(COUNT)}
    for folder in folders:
        endings = sorted("".join(path.suffixes) for path in (whole / folder).iterdir())
        assert endings == [".diwoo.xml", ".docx", ".html"]


def test_a_batch_leaves_nothing_where_programs_keep_their_files(land, tmp_path):
    """Fonts of a PDF that are open, and figures that were read; workers are ended at once."""
    files = ("--cijfers", land.table, "--gebieden", land.listing, "--sjabloon", land.model)
    wanted = ("--document", "raadsbrief", "--format", "pdf", "-j", "2")
    (tmp_path / "tmp").mkdir()
    out = tmp_path / "uit"
    process = start("batch", *files, "--out", out, *wanted, TMPDIR=str(tmp_path / "tmp"))
    assert finish(process)[0] == 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((out / ".vmreport" / "werk").iterdir()) == []


def test_no_name_or_number_of_another_municipality_is_in_a_file(whole):
    """Canaries, in every part of every file. Source: risks A16, G12."""
    for item in range(COUNT):
        texts = [text for path in sorted((whole / key(item)).iterdir()) for text in unpacked(path)]
        together = b"\n".join(texts)
        assert name(item).encode() in together
        assert number(item).encode() in together
        for other in set(range(COUNT)) - {item}:
            for canary in (name(other), name(other).casefold(), number(other), code(other)):
                assert canary.encode() not in together, (item, canary)


def unpacked(path: Path) -> list[bytes]:
    if path.suffix != ".docx":
        return [path.name.encode(), path.read_bytes()]
    with zipfile.ZipFile(path) as package:
        return [part for name in package.namelist() for part in (name.encode(), package.read(name))]


def test_a_warm_worker_makes_the_same_as_a_command_of_its_own(whole, tmp_path, capsys):
    reports = write_dossiers(tmp_path / "in", COUNT)
    for item in (0, COUNT - 1):
        out = tmp_path / f"uit-{item}"
        assert vm(capsys, "build", reports[item].dossier, "--out", out, *LETTER).code == 0
        assert contents(out) == contents(whole / key(item))


def test_the_manifest_says_what_was_made_of_what(whole):
    manifest = json.loads((whole / "manifest.json").read_bytes())
    assert manifest["ok"]
    assert [item["report"] for item in manifest["reports"]] == [key(n) for n in range(COUNT)]
    for item in manifest["reports"]:
        assert sorted(item["sources"]) == ["dossier.toml", "indicatoren.csv"]
        there = contents(whole / item["report"])
        assert {name: len(data) for name, data in there.items()} == {
            name: file["bytes"] for name, file in item["files"].items()
        }


def test_nothing_is_left_of_the_work(whole, land):
    assert not list((whole / ".vmreport" / "werk").iterdir())
    assert sorted(path.name for path in land.model.iterdir()) == ["dossier.toml"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGKILL, -9), (signal.SIGINT, 130)],
    ids=["kill", "int"],
)
def test_a_batch_that_was_broken_off_ends_up_the_same(whole, land, tmp_path, number, code):
    """Source: risks F01, F03."""
    out, token = tmp_path / "uit", new_token()
    running = start(*from_country(land, out), **{TOKEN: token})
    journal = out / ".vmreport" / "journaal.jsonl"
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if journal.exists() and journal.read_bytes().count(b'"event":"made"') >= 2:
            break
        time.sleep(0.02)
    running.send_signal(number)
    ended, *said = finish(running)
    assert ended == code
    assert number is signal.SIGKILL or "Ga verder met dezelfde opdracht en --resume." in said[-1]
    assert all_gone(token)
    done = {path.name for path in out.iterdir()} & {key(item) for item in range(COUNT)}
    assert 1 <= len(done) < COUNT
    for folder in done:
        assert contents(out / folder) == contents(whole / folder)
    assert finish(start(*from_country(land, out), "--resume"))[0] == 0
    assert published(out) == published(whole)


def test_a_closed_terminal_loses_no_report(whole, land, tmp_path):
    """Source: risks F14 (`vmreport batch ... | head -1`)."""
    out = tmp_path / "uit"
    running = start(*from_country(land, out), PYTHONIOENCODING="cp1252")
    running.stdout.close()
    running.stderr.close()
    assert running.wait(300) == 0
    assert published(out) == published(whole)


def test_wrong_dossiers_fail_by_name_and_the_rest_is_made(whole, tmp_path, capsys):
    reports = write_dossiers(tmp_path / "in", 4)
    (reports[1].dossier / "indicatoren.csv").write_bytes(b"\x00\xff\xfe rommel")
    figures = reports[2].dossier / "indicatoren.csv"
    figures.write_text(figures.read_text("utf-8").replace("2023;", "2O23;", 1), "utf-8")
    (tmp_path / "in" / "leeg").mkdir()
    ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit", *LETTER)
    assert ran.code == 5
    assert "W821 leeg" in ran.err
    assert "2 van de 4 rapporten zijn klaar." in ran.out
    summary = (tmp_path / "uit" / "samenvatting.txt").read_text("utf-8")
    assert "\n\nW821 leeg" in summary
    assert re.search(rf"Niet gelukt \(2\):\n- {reports[1].key}\n    E2.*\n", summary)
    assert re.search(rf"- {reports[2].key}\n    E2.*indicatoren\.csv:\d+:editie", summary)
    for item in (0, 3):
        assert contents(tmp_path / "uit" / key(item)) == contents(whole / key(item))
    assert not (tmp_path / "uit" / key(1)).exists()
    figures.write_text(figures.read_text("utf-8").replace("2O23;", "2023;", 1), "utf-8")
    ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit", "--resume", *LETTER)
    assert (ran.code, ran.err.count(": klaar"), ran.err.count(": NIET GELUKT")) == (5, 1, 1)
    assert contents(tmp_path / "uit" / key(2)) == contents(whole / key(2))


def test_a_full_disk_says_so(tmp_path, capsys):
    """A folder that cannot be written is an environment fault: exit 6, nothing made."""
    place = tmp_path / "bestand"
    place.write_text("geen map", "utf-8")
    dossier(tmp_path / "in")
    ran = vm(capsys, "batch", tmp_path / "in", "--out", place / "uit")
    assert ran.code == 6
    assert "Traceback" not in ran.err


class TestUsage:
    def test_it_wants_dossiers_or_a_table(self, tmp_path, capsys):
        ran = vm(capsys, "batch", "--out", tmp_path / "uit")
        assert ran.code == 2
        assert "--cijfers, --gebieden en --sjabloon samen" in ran.err

    def test_it_wants_not_both(self, tmp_path, capsys, land):
        ran = vm(capsys, "batch", tmp_path, "--cijfers", land.table, "--out", tmp_path / "uit")
        assert ran.code == 2

    @pytest.mark.parametrize("place", ["groningen", "groningen/uit", "."])
    def test_output_and_dossiers_do_not_lie_in_each_other(self, tmp_path, capsys, place):
        dossier(tmp_path)
        before = snapshot(tmp_path)
        ran = vm(capsys, "batch", tmp_path, "--out", tmp_path / place)
        assert ran.code == 2
        assert "E823" in ran.err
        assert snapshot(tmp_path) == before

    def test_a_folder_without_dossiers_is_said(self, tmp_path, capsys):
        (tmp_path / "in").mkdir()
        ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit")
        assert ran.code == 3
        assert "E824" in ran.err
        assert not (tmp_path / "uit").exists()

    def test_a_document_that_nobody_knows_stops_it_at_once(self, tmp_path, capsys):
        write_dossiers(tmp_path / "in", 2)
        names = ("--document", "raadsbrief", "--document", "factsheat", "--document", "ipv")
        ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit", *names)
        assert ran.code == 2
        assert ran.err.count("E131 --document  ") == 2
        assert "'factsheat'" in ran.err
        assert "Kies uit: raadsrapport, tabellenboek" in ran.err
        assert not (tmp_path / "uit").exists()

    def test_where_dossiers_have_documents_of_their_own_each_says_what_it_does_not_know(
        self, tmp_path, capsys
    ):
        write_dossiers(tmp_path / "in", 2)
        own = next((tmp_path / "in").iterdir()) / "huisstijl" / "documenten"
        own.mkdir(parents=True)
        (own / "documenten.toml").write_text("", "utf-8")
        ran = vm(capsys, "batch", tmp_path / "in", "--out", tmp_path / "uit", "--document", "x")
        assert ran.code == 5
        assert (tmp_path / "uit" / "samenvatting.txt").read_text("utf-8").count("E131") == 2


class TestCountry:
    @pytest.mark.parametrize(
        ("listing", "codes"),
        [
            ("naam;code\nx;y\n", ["E826"]),
            ("gebied_code;naam\n", ["E826"]),
            ("gebied_code;naam;regio;zaaknummer\nGM8000;;RG9900;1\n", ["E826"]),
            ("gebied_code;naam;regio;zaaknummer\nGM7777;Nergens;RG9900;1\n", ["E827"]),
            ("gebied_code;naam;regio;zaaknummer\nGM8000;A;R;1\nGM8000;B;R;2\n", ["E828"]),
            ("gebied_code;naam;regio\nGM8000;A;RG9900\n", ["E829"]),
        ],
    )
    def test_a_wrong_list_is_said_at_its_row(self, land, tmp_path, capsys, listing, codes):
        made = Country(land.table.parent)
        made.listing = tmp_path / "lijst.csv"
        made.listing.write_text(listing, "utf-8")
        ran = vm(capsys, *from_country(made, tmp_path / "uit"))
        assert ran.code == 3
        assert re.findall(r"^(E\d+) ", ran.err, re.MULTILINE) == codes
        assert not (tmp_path / "uit").exists()

    @pytest.mark.parametrize(
        "settings",
        ['naam = "$naam"', 'gemeente = "$gebied_code $"', 'x = "$gebied_code $onbekend"'],
    )
    def test_a_wrong_model_is_said(self, land, tmp_path, capsys, settings):
        made = Country(land.table.parent)
        made.model = tmp_path / "model"
        made.model.mkdir()
        (made.model / "dossier.toml").write_text(settings, "utf-8")
        ran = vm(capsys, *from_country(made, tmp_path / "uit"))
        assert ran.code == 3
        assert "E829 model/dossier.toml" in ran.err

    def test_a_name_cannot_break_out_of_the_settings(self, land, tmp_path):
        from vmreport.batch.areas import area_dossiers
        from vmreport.errors import Problems

        listing = tmp_path / "lijst.csv"
        lines = land.listing.read_text("utf-8").splitlines()
        lines[1] = lines[1].replace(name(0), '\'s-""Oord\\')
        listing.write_text("\n".join(lines).replace('\'s-""Oord\\', '"\'s-""Oord\\"'), "utf-8")
        problems = Problems()
        reports = area_dossiers(land.table, listing, land.model, tmp_path / "in", problems)
        assert not problems.blocking, problems.blocking
        import tomllib

        settings = tomllib.loads((reports[0].dossier / "dossier.toml").read_text("utf-8"))
        assert settings["dossier"]["naam"] == "'s-\"Oord\\"
        assert reports[0].key == "GM8000-s-oord"

    def test_a_dossier_holds_its_own_figures_and_what_they_are_compared_with(self, tmp_path):
        reports = write_dossiers(tmp_path / "in", 3)
        rows = (reports[2].dossier / "indicatoren.csv").read_text("utf-8").splitlines()[1:]
        assert {row.split(";")[1] for row in rows} == {"NL01", "RG9902", "GM8002"}
