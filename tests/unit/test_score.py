"""``twoway score`` as it is called: files of all kinds, what it prints, and what it refuses."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import ask, piece, rating, strong
from strategies import a_deal

from twoway.cli import main

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
DOCUMENT = {"as_of": GOLDEN["as_of"], "deals": [item["deal"] for item in GOLDEN["deals"]]}
KEYS = ["id", "name", "verdict", "qualified", "qualified_text", "reasons", "conditions", "flags", "word",
        "waiting_until", "next_step", "effective", "notes"]  # fmt: skip


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise an error that nobody foresaw, so that it fails the test."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")


def score(*arguments: str | Path, data: bytes | None = None) -> Result:
    """Call ``twoway score``."""
    return CliRunner().invoke(main, ["score", *map(str, arguments)], input=data)


def refused(result: Result) -> list[str]:
    """Return the problems of a refused call: one a line, nothing on standard output, exit code 2."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def test_json(tmp_path: Path) -> None:
    """The JSON has the interchange's keys, and what the golden deals expect."""
    file = tmp_path / "deals.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    printed = json.loads(score(file, "--json").stdout)
    assert list(printed) == ["as_of", "deals"]
    assert printed["as_of"] == "2026-11-22"
    assert {tuple(deal) for deal in printed["deals"]} == {tuple(KEYS)}
    for deal, item in zip(printed["deals"], GOLDEN["deals"], strict=True):
        assert deal["verdict"] == item["expect"]["verdict"]
        assert deal["effective"] == item["expect"]["effective"]


def test_every_kind_of_file_is_the_same(tmp_path: Path) -> None:
    """JSON, YAML and standard input give the same output, whatever the file is called."""
    text = json.dumps(DOCUMENT)
    for name in ("a.json", "a.yaml", "a", "a.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    outputs = {score(tmp_path / name, "--json").stdout for name in ("a.json", "a.yaml", "a", "a.csv")}
    outputs.add(score("-", "--json", data=text.encode()).stdout)
    assert len(outputs) == 1


def test_yaml(tmp_path: Path) -> None:
    """A hand-written YAML file is read, with dates as people write them."""
    file = tmp_path / "deals.yaml"
    file.write_text(
        "as_of: 2026-11-22\ndeals:\n- id: A\n  name: Café Ōtani\n  customer: new\n  ratings:\n    negotiation:\n"
    )
    printed = score(file, "--json").stdout
    assert "Café Ōtani" in printed
    assert json.loads(printed)["as_of"] == "2026-11-22"


def test_spreadsheet(tmp_path: Path) -> None:
    """The template is written, is never written over unasked, and can be scored as it is."""
    file = tmp_path / "deals.xlsx"
    assert score("--template", file).exit_code == 0
    before = file.read_bytes()
    assert "there already" in refused(score("--template", file))[0]
    assert file.read_bytes() == before
    assert score("--template", file, "--force").exit_code == 0
    printed = json.loads(score(file, "--json").stdout)
    assert (printed["as_of"], printed["deals"][0]["verdict"]) == ("2026-11-22", "fix-first")


def test_example_left_in_is_said_aside(tmp_path: Path) -> None:
    """A note on the example goes to the error stream, so that the JSON stays JSON."""
    file = tmp_path / "deals.csv"
    file.write_text("id,name\nEXAMPLE,x\nA,Acme\n")
    result = score(file, "--json")
    assert [deal["id"] for deal in json.loads(result.stdout)["deals"]] == ["A"]
    assert "example (row 2)" in result.stderr


@pytest.mark.parametrize(
    ("stated", "option", "used"),
    [
        ("2026-11-22", None, "2026-11-22"),
        ("2026-11-22", "2026-12-24", "2026-12-24"),
        (None, "2026-12-24", "2026-12-24"),
    ],
)
def test_as_of(stated: str | None, option: str | None, used: str) -> None:
    """The option wins over the file."""
    document = {"deals": []} | ({"as_of": stated} if stated else {})
    arguments = ["--as-of", option] if option else []
    printed = json.loads(score("-", "--json", *arguments, data=json.dumps(document).encode()).stdout)
    assert printed == {"as_of": used, "deals": []}


def test_problems_have_lines(tmp_path: Path) -> None:
    """Every problem of a JSON or YAML file comes with its line."""
    file = tmp_path / "deals.yaml"
    file.write_text("deals:\n- id: A\n  customer: old\n  ratings:\n    change:\n      level: 9\n- name: x\n")
    places = [line.removeprefix(str(file)) for line in refused(score(file))]
    assert [place.split(": ")[0] for place in places] == [":3", ":6", ":7"]


def test_problems_have_cells(tmp_path: Path) -> None:
    """Every problem of a spreadsheet comes with its row and column, in the order of the rows."""
    file = tmp_path / "deals.csv"
    file.write_text("id,customer,change level,change date\nA,new,9,\nB,old,1,01/02/2026\n")
    places = [line.removeprefix(str(file)).split(": ")[0] for line in refused(score(file, "--json"))]
    assert places == [
        ", row 2, column 'change level'",
        ", row 3, column 'change date'",
        ", row 3, column 'customer'",
        ", row 3, column 'change date'",
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[" * 100_000, b'{"a":' * 100_000, b'{"deals": [{"id": ' + b"9" * 5000 + b"}]}", b'{"deals": NaN}',
     b'{"deals": [{"id": "\\ud800", "x": 1}]}', b"\xff\xfe\x00", bytes(range(256)), b"PK\x03\x04", b"null", b"[]",
     b"deals: &a [*a]", b"!!python/object/apply:os.system ['true']", b"deals: [{id: 0x" + b"f" * 9000 + b", x: 1}]"],
    ids=lambda data: repr(data[:20]),
)  # fmt: skip
@pytest.mark.parametrize("ending", [".json", ".yaml", ".csv", ".xlsx", ""])
def test_wrong_files(tmp_path: Path, data: bytes, ending: str) -> None:
    """A file that makes no sense is refused in plain lines that name it."""
    file = tmp_path / f"deals{ending}"
    file.write_bytes(data)
    lines = refused(score(file))
    assert lines
    assert all(line.startswith(str(file)) for line in lines)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """No bytes on standard input lead to anything but a result or a refusal."""
    assert score("-", data=data).exit_code in (0, 2)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """What cannot be read is said in one sentence."""
    assert "there is no file" in refused(score(tmp_path / "none.json"))[0]
    assert "is a folder" in refused(score(tmp_path))[0]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--as-of", "soon", "-"], ["--as-of", "", "-"], ["--template", "x.pdf"], ["--template", "x.csv", "y.json"],
     ["--rubric", "none.yaml", "-"], ["--colour"]],
)  # fmt: skip
def test_wrong_calls(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that cannot be meant is refused, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert refused(score(*arguments, data=b"{}"))
    assert list(tmp_path.iterdir()) == []


def printed_for(*deals: dict[str, object]) -> str:
    """Return what a person sees for these deals."""
    result = score("-", data=json.dumps({"as_of": "2026-11-22", "deals": deals}).encode())
    assert result.exit_code == 0
    return result.stdout


def test_table_says_everything() -> None:
    """A person sees verdict, reasons with causes, conditions, flags, word, message, waiting and notes."""
    fix = strong(our_actions=rating(4), their_actions=rating(3), change=rating(1), comfort=["they-like-us"],
                 asks=[ask(2, -9, dimension="change")], acts_like_owner=rating(2))  # fmt: skip
    text = " ".join(printed_for(fix).split())
    for words in ("FIX FIRST", "qualified, on one condition", "(level).", "no plan for next year yet", "Word",
                  "Wait until 2026-12-01", "carries no weight here", "outruns"):  # fmt: skip
        assert words in text


def test_table_is_plain_and_narrow() -> None:
    """Output that is not a terminal's has no color codes, and no line over 80 columns or with trailing spaces."""
    rng = Random(5)  # noqa: S311 - the same deals each time
    text = printed_for(*(a_deal(rng, identity=f"D{number}") for number in range(30)))
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert not re.search(r" $", text, re.MULTILINE)


def test_table_is_safe() -> None:
    """Nothing in a deal can steer the terminal or be taken for markup."""
    evil = strong(
        name="[bold]x[/] \x1b[31mred",
        asks=[ask(2, -9, dimension="change") | {"text": "[link]\x07\u2028"}],
        change=rating(1),
    )
    text = printed_for(evil)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]x[/]" in text


def test_problems_are_safe() -> None:
    """Nothing in a wrong file can break a problem's line or steer the terminal."""
    data = json.dumps({"deals": [{"id": "A", "a\nb\x1b[31m": 1}]}).encode()
    (line,) = refused(score("-", data=data))
    assert "\x1b" not in line


def test_own_rubric(tmp_path: Path) -> None:
    """A wrong rubric is refused with its lines before the deals are read."""
    own = tmp_path / "own.yaml"
    own.write_text("dimensions:\n  colour: {}\n")
    assert all(line.startswith(str(own)) for line in refused(score("-", "--rubric", own, data=b"{}")))


def test_many_deals() -> None:
    """A thousand deals are no other than one."""
    deals = [strong(change=rating(2, piece(age=number % 70))) | {"id": str(number)} for number in range(1000)]
    printed = json.loads(score("-", "--json", data=json.dumps({"as_of": "2026-11-22", "deals": deals}).encode()).stdout)
    assert [deal["id"] for deal in printed["deals"]] == [str(number) for number in range(1000)]
