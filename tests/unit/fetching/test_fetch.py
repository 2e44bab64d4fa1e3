"""`vmreport fetch-statline` against a service on this machine that behaves like CBS's, faults included."""

from __future__ import annotations

import json
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.cbs_service import (
    CbsService,
    answer,
    content,
    cut,
    drip,
    drip_headers,
    flood,
    hang_up,
    redirect,
    running,
    silence,
    status,
)
from support.cbs_tables import table_a, table_b
from support.command_line import snapshot, vm
from vmreport.errors import EnvironmentFault, Problems, UsageError
from vmreport.fetching.fetch import Fetched, fetch_table
from vmreport.fetching.web import Limits, Web
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey

QUICK = Limits(attempts=3, silence=20, duration=30, answer=3_000_000, pause=0.01)
IMPATIENT = Limits(attempts=3, silence=0.5, duration=1, answer=3_000_000, pause=0.01)
"""For faults that take time; with nothing else to wait for, so that a busy machine changes nothing."""


@pytest.fixture
def cbs() -> Iterator[CbsService]:
    with running(CbsService(table_b())) as service:
        yield service


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def fetch(cbs: CbsService, tmp_path: Path, version: int = 3, **more: object) -> Fetched:
    return fetch_table(
        "85146NED",
        cache=tmp_path / "bewaard",
        version=version,
        base=cbs.base,
        **{"limits": QUICK, **more},  # type: ignore[arg-type]
    )


def refused(cbs: CbsService, tmp_path: Path, version: int = 3) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        fetch(cbs, tmp_path, version)
    assert caught.value.exit_code == 6
    return str(caught.value)


def figures(path: Path) -> dict[object, object]:
    problems = Problems()
    survey = load_survey([path], load_codebook(), problems, root=path.parent)
    assert not problems.blocking
    return {
        key: (getattr(item.value, "value", item.value), getattr(item.value, "upper", None))
        for key, item in survey.observations.items()
    }


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("table", [table_a(), table_b()], ids=["half-width", "bounds"])
def test_what_is_fetched_reads_as_the_table_itself(tmp_path, version, table):
    with running(CbsService(table, page=5)) as cbs:
        fetched = fetch_table(
            table.number, cache=tmp_path / "c", version=version, base=cbs.base, limits=QUICK
        )
    path = tmp_path / f"{table.number}.json"
    path.write_bytes(fetched.data)
    export = tmp_path / f"{table.number}.csv"
    export.write_text(table.csv(), encoding="utf-8")
    assert figures(path) == figures(export)
    expected = table.v3_rows() if version == 3 else table.v4_rows()
    assert fetched.records == len(expected)


@pytest.mark.parametrize("version", [3, 4])
def test_pages_follow_until_all_is_there(cbs, tmp_path, version):
    fetched = fetch(cbs, tmp_path, version)
    name = "UntypedDataSet" if version == 3 else "Observations"
    records = json.loads(fetched.data)[name]
    expected = cbs.table.v3_rows() if version == 3 else cbs.table.v4_rows()
    assert records == expected
    pages = -(-len(expected) // cbs.page)
    assert cbs.asked_for(f"/{name}") == pages + 2  # the count is asked before and after


def test_the_same_answers_give_the_same_bytes(cbs, tmp_path):
    assert fetch(cbs, tmp_path / "a").data == fetch(cbs, tmp_path / "b").data


def test_a_service_that_names_no_next_page_is_asked_for_it(cbs, tmp_path):
    cbs.links = False
    assert fetch(cbs, tmp_path).records == len(cbs.table.v3_rows())


def test_next_links_with_http_on_the_same_host_stay_on_the_service(cbs, tmp_path):
    cbs.link_base = "http://127.0.0.1:9"
    assert fetch(cbs, tmp_path).records == len(cbs.table.v3_rows())


# The cache ------------------------------------------------------------------------------------


def test_an_unchanged_table_is_not_fetched_again(cbs, tmp_path):
    first = fetch(cbs, tmp_path)
    before = cbs.asked_for("UntypedDataSet?")
    again = fetch(cbs, tmp_path)
    assert (again.data, again.from_cache, first.from_cache) == (first.data, True, False)
    assert cbs.asked_for("UntypedDataSet?") == before


def test_a_changed_table_is_fetched_again(cbs, tmp_path):
    fetch(cbs, tmp_path)
    before = cbs.asked_for("UntypedDataSet?")
    cbs.modified = "2026-03-08T02:00:00"
    again = fetch(cbs, tmp_path)
    assert not again.from_cache
    assert again.modified == "2026-03-08T02:00:00"
    assert cbs.asked_for("UntypedDataSet?") == 2 * before


def test_a_table_without_a_time_stamp_is_never_taken_from_the_cache(cbs, tmp_path):
    cbs.modified = ""
    fetch(cbs, tmp_path)
    assert not fetch(cbs, tmp_path).from_cache


def test_a_kept_page_that_was_damaged_is_fetched_again(cbs, tmp_path):
    first = fetch(cbs, tmp_path)
    for path in (tmp_path / "bewaard").rglob("*.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
    again = fetch(cbs, tmp_path)
    assert (again.data, again.from_cache) == (first.data, False)


def test_a_fetch_that_was_cut_off_goes_on_where_it_was(cbs, tmp_path):
    cbs.fault("$skip=14", *[hang_up] * 3)
    assert refused(cbs, tmp_path).startswith("E601")
    before = len(cbs.asked)
    fetched = fetch(cbs, tmp_path)
    assert fetched.records == len(cbs.table.v3_rows())
    assert not [address for address in cbs.asked[before:] if "$skip=7" in address]
    with running(CbsService(table_b())) as other:
        assert fetch(other, tmp_path / "elders").data.replace(
            other.base.encode(), b""
        ) == fetched.data.replace(cbs.base.encode(), b"")


def test_what_is_kept_can_be_used_without_a_connection(cbs, tmp_path):
    first = fetch(cbs, tmp_path)
    asked = len(cbs.asked)
    assert fetch(cbs, tmp_path, offline=True).data == first.data
    assert len(cbs.asked) == asked


def test_nothing_kept_is_said(cbs, tmp_path):
    with pytest.raises(EnvironmentFault, match="E609"):
        fetch(cbs, tmp_path, offline=True)


# Faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "passing",
    [status(500), status(503), status(429, Retry_After="0"), hang_up, cut, answer(b'{"value": [{"ID"')],
    ids=["500", "503", "429", "hang-up", "cut", "truncated"],
)  # fmt: skip
@pytest.mark.parametrize("part", ["TableInfos", "$count", "$skip=7"])
def test_a_fault_that_passes_is_tried_again(cbs, tmp_path, passing, part):
    cbs.fault(part, passing, passing)
    assert fetch(cbs, tmp_path).records == len(cbs.table.v3_rows())


def test_a_refused_answer_does_not_keep_its_connection(cbs, tmp_path, monkeypatch):
    refused = []

    def remembered(error, *rest):
        refused.append(error)
        original(error, *rest)

    original = urllib.error.HTTPError.__init__
    monkeypatch.setattr(urllib.error.HTTPError, "__init__", remembered)
    cbs.fault("$count", status(503), status(503))
    fetch(cbs, tmp_path)
    assert [error.fp.closed for error in refused] == [True, True]


@pytest.mark.parametrize(
    ("lasting", "code"),
    [
        (status(500), "E603"),
        (status(429, Retry_After="0"), "E603"),
        (hang_up, "E601"),
        (cut, "E601"),
        (answer(b'{"value": [{"ID"'), "E605"),
    ],
    ids=["500", "429", "hang-up", "cut", "truncated"],
)
def test_a_fault_that_stays_is_said_after_all_attempts(cbs, tmp_path, lasting, code):
    cbs.fault("$skip=7", *[lasting] * 5)
    said = refused(cbs, tmp_path)
    assert said.startswith(code)
    assert "->" in said
    assert cbs.asked_for("$skip=7") == QUICK.attempts


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (status(404), "E602"),
        (status(403), "E603"),
        (status(400), "E603"),
        (redirect("https://elders.example/x"), "E604"),
        (redirect("file:///etc/passwd"), "E604"),
        (status(302), "E604"),
        (answer(b"<html>log in</html>", "text/html"), "E605"),
        (content([1, 2]), "E605"),
        (content({"fout": "x"}), "E605"),
        (content({"value": [1]}), "E605"),
        (content({"value": [], "odata.nextLink": 5}), "E605"),
        (content({"value": [], "odata.nextLink": "https://elders.example/x"}), "E604"),
        (flood, "E606"),
    ],
    ids=[
        "404", "403", "400", "redirect", "file", "redirect-nowhere", "html", "list", "no-value",
        "numbers", "link", "elsewhere", "flood",
    ],
)  # fmt: skip
def test_a_fault_that_will_not_pass_stops_at_once(cbs, tmp_path, fault, code):
    cbs.fault("$skip=7", fault)
    assert refused(cbs, tmp_path).startswith(code)
    assert cbs.asked_for("$skip=7") == 1


@pytest.mark.parametrize(
    ("slow", "code"),
    [(silence, "E601"), (drip, "E606"), (drip_headers, "E606")],
    ids=["silence", "drip", "drip-headers"],
)
def test_an_answer_that_does_not_come_is_given_up(cbs, slow, code):
    cbs.fault("TableInfos", *[slow] * 3)
    web = Web(cbs.base, IMPATIENT)
    with pytest.raises(EnvironmentFault, match=code):
        web.json(f"{cbs.base}/ODataFeed/odata/85146NED/TableInfos?$format=json")
    assert cbs.asked_for("TableInfos") == (3 if code == "E601" else 1)


def test_a_redirect_within_the_service_is_followed(cbs, tmp_path):
    path = "/ODataFeed/odata/85146NED/TableInfos?$format=json&nieuw=1"
    cbs.fault("TableInfos", redirect(path))
    assert fetch(cbs, tmp_path).records == len(cbs.table.v3_rows())


def test_redirects_without_end_are_refused(cbs, tmp_path):
    cbs.fault("TableInfos", *[redirect("/ODataFeed/odata/85146NED/TableInfos?$format=json")] * 9)
    assert refused(cbs, tmp_path).startswith("E604")


def test_a_wait_that_is_asked_for_is_kept(cbs):
    waits: list[float] = []
    cbs.fault("TableInfos", status(429, Retry_After="7"))
    cbs.fault("$count", status(503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"))
    web = Web(cbs.base, QUICK, sleep=waits.append)
    web.json(f"{cbs.base}/ODataFeed/odata/85146NED/TableInfos?$format=json")
    assert waits == [7]
    with pytest.raises(EnvironmentFault, match="E603"):
        web.count(f"{cbs.base}/ODataApi/odata/85146NED/UntypedDataSet/$count")


def test_a_service_that_asks_to_wait_for_hours_is_left_alone(cbs, tmp_path):
    cbs.fault("TableInfos", status(429, Retry_After="7200"))
    assert refused(cbs, tmp_path).startswith("E603")
    assert cbs.asked_for("TableInfos") == 1


# Pages that do not add up ---------------------------------------------------------------------


def test_more_counted_than_there_is(cbs, tmp_path):
    cbs.count = len(cbs.table.v3_rows()) + 3
    assert refused(cbs, tmp_path).startswith("E607")


def test_less_counted_than_there_is(cbs, tmp_path):
    cbs.count = len(cbs.table.v3_rows()) - 3
    assert refused(cbs, tmp_path).startswith("E607")


def test_a_page_that_comes_twice(cbs, tmp_path):
    cbs.fault("$skip=7", content({"value": cbs.table.v3_rows()[:7], "odata.nextLink": f"{cbs.base}/ODataFeed/odata/85146NED/UntypedDataSet?$format=json&$skip=14"}))  # fmt: skip
    assert refused(cbs, tmp_path).startswith("E607")


def test_pages_that_point_at_each_other(cbs, tmp_path):
    link = f"{cbs.base}/ODataFeed/odata/85146NED/UntypedDataSet?$format=json&$skip=7"
    page = content({"value": cbs.table.v3_rows()[7:8], "odata.nextLink": link})
    cbs.fault("$skip=7", page, page)
    assert refused(cbs, tmp_path).startswith("E607")


def test_a_count_that_is_no_number(cbs, tmp_path):
    cbs.fault("$count", *[answer(b"veel", "text/plain")] * 3)
    assert refused(cbs, tmp_path).startswith("E605")


def test_a_table_that_changes_while_it_is_fetched(cbs, tmp_path):
    def change(handler: object) -> None:
        cbs.modified = "2026-03-08T02:00:00"
        handler.do_GET()  # type: ignore[attr-defined]

    cbs.fault("$skip=14", change)
    assert refused(cbs, tmp_path).startswith("E608")


# What may be asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table", ["85146", "85146NED/../x", "", "85146NED?x", "https://x", "ABCDENED"]
)
def test_only_the_number_of_a_table_is_asked(cbs, tmp_path, table):
    with pytest.raises(UsageError):
        fetch_table(table, cache=tmp_path, base=cbs.base)
    assert cbs.asked == []


@pytest.mark.parametrize(
    "base",
    ["http://opendata.cbs.nl", "ftp://opendata.cbs.nl", "file:///etc", "https://", "opendata.cbs.nl",
     "https://naam:woord@opendata.cbs.nl", "https://opendata.cbs.nl?x=1"],
)  # fmt: skip
def test_only_a_secure_address_is_asked(tmp_path, base):
    with pytest.raises(UsageError):
        fetch_table("85146NED", cache=tmp_path, base=base)


def test_no_service_there(tmp_path):
    with running(CbsService(table_b())) as gone:
        base = gone.base
    with pytest.raises(EnvironmentFault, match="E601"):
        fetch_table("85146NED", cache=tmp_path, base=base, limits=QUICK)


# The command ----------------------------------------------------------------------------------


def test_the_command_fetches_and_import_reads(capsys, cbs, tmp_path):
    target = tmp_path / "85146NED.json"
    ran = vm(capsys, "fetch-statline", "85146ned", "--out", target, "--adres", cbs.base)
    assert ran.code == 0
    assert f"Geschreven: {target}" in ran.out
    assert "van 18 gegevens" in ran.err
    ran = vm(capsys, "import", target, "--out", tmp_path / "indicatoren.csv")
    assert ran.code == 0
    assert "(24 rijen)" in ran.out


def test_the_command_takes_its_address_from_the_environment(capsys, cbs, tmp_path, monkeypatch):
    monkeypatch.setenv("VMREPORT_CBS", cbs.base)
    target = tmp_path / "a.json"
    assert vm(capsys, "fetch-statline", "85146NED", "--odata", "4", "--out", target).code == 0
    assert vm(capsys, "import", target, "--out", tmp_path / "b.csv").code == 0


def test_an_unknown_table_gives_6_and_writes_no_file(capsys, cbs, tmp_path):
    ran = vm(
        capsys, "fetch-statline", "99999NED", "--out", tmp_path / "x.json", "--adres", cbs.base
    )
    assert ran.code == 6
    assert ran.err.startswith("99999NED: beschrijving")
    assert "E602" in ran.err
    assert not (tmp_path / "x.json").exists()


def test_an_existing_file_stays_when_fetching_fails(capsys, cbs, tmp_path):
    target = tmp_path / "x.json"
    target.write_text("oud", encoding="utf-8")
    before = snapshot(tmp_path)
    assert vm(capsys, "fetch-statline", "85146NED", "--out", target, "--adres", cbs.base).code == 2
    cbs.fault("TableInfos", status(403))
    ran = vm(capsys, "fetch-statline", "85146NED", "--out", target, "--force", "--adres", cbs.base)
    assert ran.code == 6
    assert snapshot(tmp_path) == before
