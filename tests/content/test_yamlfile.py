"""Files are read strictly, and everything wrong with one comes as ``file:line: message``."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from twoway.content import yamltext
from twoway.content.jsontext import json_tree
from twoway.content.yamlfile import ContentError, load, parse, read, report
from twoway.core.reading import Node

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def value_of(text: str) -> Any:
    """Return the value of ``a`` in a YAML document."""
    document = parse(f"a: {text}", "x.yaml")
    assert document.node.problems == []
    assert isinstance(document.node.value, dict)
    return document.node.value["a"]


def refusal(text: str | bytes, folder: Path, name: str = "x.yaml") -> list[str]:
    """Return what is wrong with a file of this content, without the folder in front."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as refused:
        read(load(path), Node.text if text == "" else lambda node: node)
    return [problem.removeprefix(str(folder) + "/") for problem in refused.value.problems]


def outcome(text: str, name: str) -> str:
    """Return how ``text`` is refused, or where it begins."""
    try:
        return f"{name}:{parse(text, name).where(('a', 0))}"
    except ContentError as refused:
        return str(refused)


@pytest.mark.parametrize("text", ["no", "on", "Yes", "2026-11-22", "1:30", "1_000", "<<", "012x", "=", ".5.1", "Nan"])
def test_only_numbers_true_false_and_null_are_not_texts(text: str) -> None:
    """What YAML 1.1 would turn into something else stays the text that was written."""
    assert value_of(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("012", 12),
        ("-3", -3),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("'3'", "3"),
        ('"true"', "true"),
    ],
)
def test_core_scalars(text: str, value: object) -> None:
    """Null, booleans and numbers are what YAML 1.2's core schema says, and quotes make a text of them."""
    assert value_of(text) == value
    assert type(value_of(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: 1\nb:\n\t- c\n", "x.yaml:3: a tab or a sign"),
        ("a: 1\nb: c: d\n", "x.yaml:2: a second ': '"),
        ("a: 1\nb: \x00\n", "x.yaml:2: an unprintable character (U+0000)"),
        (b"a: 1\nb: \xff\n", "x.yaml:2: this is not UTF-8"),
        ('a: 1\nb: "c\n', "x.yaml:2: the quotes"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2: a second document"),
        ("a: 1\n? [b]\n: 2\n", "x.yaml:2: a name must be"),
        ("a: 1\nb: *c\n", "x.yaml:2: '*c' points elsewhere"),
        ("a: 1\nb: &c 2\n", "x.yaml:2: '&c' marks"),
        ("a: 1\nb: !!python/object:os.system 2\n", "x.yaml:2: '!!python/object:os.system' is not understood"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:1: 'a' stands here twice, again on line 3"),
        ("a: 1\nb: " + "9" * 5000, "x.yaml:2: the number 999999999999… has too many digits"),
        ("a:\n- " + "[" * 100_000, "x.yaml:2: more than 60 groups"),
    ],
)
def test_a_yaml_mistake_is_named_with_its_line(text: str | bytes, start: str, tmp_path: Path) -> None:
    """Whatever is wrong with a YAML file, its refusal begins with the line and says what to do."""
    (problem,) = refusal(text, tmp_path)
    assert problem.startswith(start)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('{"a": 1,\n"b": }', "x.json:2: this is not valid JSON"),
        ('{"a": 1,\n"b": 2,\n"a": 3}', "x.json:1: 'a' stands here twice, again on line 3"),
        ('{"a": 1,\n"b": NaN}', "x.json:2: NaN is not a number"),
        ('{"a": 1,\n"b": "\\ud800"}', "x.json:2: half a character"),
        ('{"a": 1, "a": 2,\n"b": ]}', "x.json:2: this is not valid JSON"),
        ('{"a": 1,\n"b": ' + "9" * 5000 + "}", "x.json:2: the number 999999999999…"),
        ("[\n" + "[" * 100_000, "x.json:2: more than 60 groups"),
        ("", "x.json:1: this is not valid JSON"),
    ],
)
def test_a_json_mistake_is_named_with_its_line(text: str, start: str, tmp_path: Path) -> None:
    """Whatever is wrong with a JSON file, its refusal begins with the line and says what to do."""
    (problem,) = refusal(text or b"", tmp_path, "x.json")
    assert problem.startswith(start)


def test_a_missing_file_is_a_content_error(tmp_path: Path) -> None:
    """A file that is not there is refused in one sentence."""
    with pytest.raises(ContentError, match="cannot be read"):
        load(tmp_path / "none.yaml")


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_where_names_the_nearest_line(name: str) -> None:
    """A value is found on its line, and what is missing on that of the group around it."""
    document = parse('{"a": 1,\n "b": [\n  {"c": 2},\n  {"d": "e,\\n"}\n],\n\n"f": 3}', name)
    assert [document.where(path) for path in [(), ("a",), ("b", 0, "c"), ("b", 1, "d"), ("f",)]] == [1, 1, 3, 4, 7]
    assert [document.where(path) for path in [("z",), ("b", 1, "z"), ("b", 9)]] == [1, 4, 2]


def test_report_sorts_by_line_and_says_nothing_twice() -> None:
    """Problems come in the order of the file, whatever the order in which they were found."""
    document = parse("a: 1\nb: 2\n", "x.yaml")
    for key in ("b", "a", "b"):
        document.node.at(key).refuse("wrong")
    assert report(document.node.problems, document) == ["x.yaml:1: wrong", "x.yaml:2: wrong"]


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    """A doubled name and what its reader refuses are told together."""
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\na: 2\nb: 3\n")
    with pytest.raises(ContentError) as refused:
        read(load(path), lambda node: node.keys(required=("a",)))
    assert [problem.rpartition("/")[2][:9] for problem in refused.value.problems] == ["x.yaml:1:", "x.yaml:3:"]


def test_utf16_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    """What Notepad and Excel save is understood."""
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / "x.yaml"
        path.write_bytes("a: é\n".encode(encoding))
        assert load(path).node.value == {"a": "é"}


def test_yaml_without_the_c_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without libyaml the built-in rubric is still the same data."""
    path = Path(yamltext.__file__).with_name("rubric.yaml")
    fast = load(path)
    monkeypatch.setattr(yamltext, "_LOADER", yaml.SafeLoader)
    slow = load(path)
    assert fast.node.value == slow.node.value
    assert fast.where(("dimensions", "renewal", "levels", 3)) == slow.where(("dimensions", "renewal", "levels", 3))


@given(PLAIN)
def test_both_ways_of_reading_json_agree(value: object) -> None:
    """The fast JSON reader and the one that knows lines give the same data."""
    text = json.dumps(value, indent=1)
    assert json_tree(text).root == value
    assert parse(text, "x.json").node.value == value


@given(st.text(), st.sampled_from(["x.json", "x.yaml"]))
def test_no_text_is_too_odd(text: str, name: str) -> None:
    """Any text at all is read, or refused with a line."""
    assert outcome(text, name).startswith(name + ":")


@given(st.text(alphabet=" \n-:[]{},'\"&*!|>a1#?%@\t\\u", max_size=30))
def test_no_punctuation_is_too_odd(text: str) -> None:
    """Any jumble of YAML's own signs is read, or refused with a line."""
    assert outcome(text, "x.yaml").startswith("x.yaml:")
