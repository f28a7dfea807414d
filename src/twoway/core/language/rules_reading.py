"""Read the rules of the language check from plain data, strictly: the kit's own, or a company's additions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from twoway.core.language.patterns import PhraseError, refuse_unreadable
from twoway.core.language.report import PARTS, Severity
from twoway.core.language.rules import CUES, RULES, Language, Phrase, Rule
from twoway.core.messages import template
from twoway.core.reading import Node

SEVERITIES = ("high", "medium", "low")
KINDS = ("noun", "verb", "bond", "quoted")
BLANKS = ("goal", "our_action", "our_day", "their_action", "their_day")


def read_language(node: Node, base: Language) -> Language:
    """Return the rules of ``base`` with the rules, phrases and lists of ``node`` added.

    Where ``base`` has an ear, which was made for its phrases, it has no say on those that are added.

    Raises :class:`twoway.core.reading.InvalidDataError` with every problem.
    """
    node.keys(optional=("lists", "cues", "rules", "typing-slips", "blanks", "missing"))
    lists = dict(base.lists)
    for name, entries in node.at("lists").members():
        lists[name] = (*lists.get(name, ()), *entries.each(_entry))
    rules = dict(base.rules)
    for item in node.at("rules").items():
        rule = _rule(item, lists, rules, sure=base.ear is not None)
        if rule:
            rules[rule.id] = rule
    cues = dict(base.cues)
    for name, phrases in node.at("cues").members():
        if name not in CUES:
            phrases.refuse(f"unknown cue '{name}'; known here: {', '.join(CUES)}")
        cues[name] = (*cues.get(name, ()), *phrases.each(lambda item: _phrase(item, lists)))
    slips = (*base.slips_of, *node.at("typing-slips").each(_entry))
    blanks = {**base.blanks, **_texts(node.at("blanks"), BLANKS)}
    missing = {**base.missing, **_texts(node.at("missing"), PARTS, blanks=BLANKS)}
    node.finish()
    return Language(rules, lists, cues, slips, blanks, missing, base.ear)


def _entry(node: Node) -> str:
    return " ".join(node.filled().lower().split())


def _texts(node: Node, names: tuple[str, ...], blanks: tuple[str, ...] = ()) -> dict[str, str]:
    if node.missing:
        return {}
    node.keys(optional=names)
    return {name: template(text, blanks) for name, text in node.members()}


def _rule(node: Node, lists: Mapping[str, tuple[str, ...]], known: Mapping[str, Rule], *, sure: bool) -> Rule | None:
    more = ("instead", "phrases", "unless", "must", "must_not")
    name = node.at("id").choice(RULES, "") if not node.at("id").missing else ""
    old = known.get(name)
    node.keys(
        required=("id",) if old else ("id", "severity", "title", "reason", "suggestion"),
        optional=("severity", "title", "reason", "suggestion", *more),
    )
    if not name:
        return None
    old = old or Rule(name, "medium", "", "", "")
    return replace(
        old,
        severity=cast("Severity", node.at("severity").choice(SEVERITIES, old.severity)),
        title=node.at("title").filled() or old.title,
        reason=node.at("reason").filled() or old.reason,
        suggestion=template(node.at("suggestion"), (*BLANKS, "sentence")) or old.suggestion,
        instead={**old.instead, **_texts(node.at("instead"), KINDS, blanks=BLANKS)},
        phrases=(*old.phrases, *node.at("phrases").each(lambda item: _phrase(item, lists, sure=sure))),
        unless=(*old.unless, *node.at("unless").each(lambda item: _phrase(item, lists, sure=sure))),
        must=(*old.must, *node.at("must").each(Node.filled)),
        must_not=(*old.must_not, *node.at("must_not").each(Node.filled)),
    )


def _phrase(node: Node, lists: Mapping[str, tuple[str, ...]], *, sure: bool = False) -> Phrase:
    if isinstance(node.value, str):
        node = Node({"say": node.value}, node.path, node.problems)
    node.keys(required=("say",), optional=("instead", "why"))
    say = " ".join(node.at("say").text().lower().split()).replace("{name}", "{Name}")
    if say:
        try:
            refuse_unreadable(say, lists)
        except PhraseError as error:
            node.refuse(str(error))
    return Phrase(say, template(node.at("instead"), BLANKS), node.at("why").text(), sure)
