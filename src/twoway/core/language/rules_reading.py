"""Read the rules of the language check from plain data, strictly: the kit's own, or a company's additions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from twoway.core.language.patterns import PhraseError, compile_phrase
from twoway.core.language.report import Severity
from twoway.core.language.rules import CUES, RULES, Language, Phrase, Rule
from twoway.core.reading import Node

SEVERITIES = ("high", "medium", "low")
BLANKS = ("goal", "our_action", "our_day", "their_action", "their_day")


def read_language(node: Node, base: Language | None = None) -> Language:
    """Return the rules in ``node``; with ``base``, those of ``base`` with the phrases and lists of ``node`` added.

    Raises :class:`twoway.core.reading.InvalidDataError` with every problem.
    """
    needed = () if base else ("lists", "rules", "blanks")
    node.keys(required=needed, optional=("lists", "cues", "rules", "typing-slips", "blanks"))
    lists = dict(base.lists) if base else {}
    for name, entries in node.at("lists").members():
        lists[name] = (*lists.get(name, ()), *(entry.filled().lower() for entry in entries.items()))
    rules = dict(base.rules) if base else {}
    for item in node.at("rules").items():
        rule = _rule(item, lists, rules)
        if rule:
            rules[rule.id] = rule
    if not base:
        for name in RULES:
            if name not in rules and not node.problems:
                node.at("rules").refuse(f"the rule '{name}' is missing")
    cues = dict(base.cues) if base else {}
    for name, phrases in node.at("cues").members():
        if name not in CUES:
            phrases.refuse(f"unknown cue '{name}'; known here: {', '.join(CUES)}")
        cues[name] = (*cues.get(name, ()), *phrases.each(lambda item: _phrase(item, lists)))
    slips = (*(base.slips_of if base else ()), *(word.filled() for word in node.at("typing-slips").items()))
    blanks = dict(base.blanks) if base else {}
    blanks |= {name: text.filled() for name, text in node.at("blanks").keys(optional=BLANKS).members()} if not node.at("blanks").missing else {}
    node.finish()
    return Language(rules, lists, cues, slips, blanks)


def _rule(node: Node, lists: Mapping[str, tuple[str, ...]], known: Mapping[str, Rule]) -> Rule | None:
    more = ("phrases", "unless", "must", "must_not")
    name = node.at("id").choice(RULES, "") if not node.at("id").missing else ""
    old = known.get(name)
    node.keys(required=("id",) if old else ("id", "severity", "title", "reason", "suggestion"), optional=("severity", "title", "reason", "suggestion", *more))
    if not name:
        return None
    old = old or Rule(name, "medium", "", "", "")
    return replace(
        old,
        severity=cast("Severity", node.at("severity").choice(SEVERITIES, old.severity)),
        title=node.at("title").filled() or old.title,
        reason=node.at("reason").filled() or old.reason,
        suggestion=node.at("suggestion").filled() or old.suggestion,
        phrases=(*old.phrases, *node.at("phrases").each(lambda item: _phrase(item, lists))),
        unless=(*old.unless, *node.at("unless").each(lambda item: _phrase(item, lists))),
        must=(*old.must, *node.at("must").each(Node.filled)),
        must_not=(*old.must_not, *node.at("must_not").each(Node.filled)),
    )


def _phrase(node: Node, lists: Mapping[str, tuple[str, ...]]) -> Phrase:
    if isinstance(node.value, str):
        node = Node({"say": node.value}, node.path, node.problems)
    node.keys(required=("say",), optional=("instead", "why"))
    say = " ".join(node.at("say").text().lower().split())
    if say:
        try:
            compile_phrase(say, lists)
        except PhraseError as error:
            node.refuse(str(error))
    return Phrase(say, node.at("instead").text(), node.at("why").text())
