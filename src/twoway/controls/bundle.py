"""Join the controls' JavaScript modules into one, for a notebook widget that can be given one module only.

A browser page loads the modules as they are, through their own ``import`` lines. A notebook widget gets a single text:
each module becomes a function called once, in the order in which they need each other. This reads the few forms that
the controls use, no more: ``import { a, b as c } from "./x.js";`` on one line, ``export`` before a declaration, and one
``export{a as b}`` clause (the vendored module).
"""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\./[^"]+|\.\./[^"]+)";$', re.MULTILINE)
_CLAUSE = re.compile(r"export\s*\{([^}]*)\};?\s*$")
_DECLARED = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_PAIR = re.compile(r"(\w+)(?:\s+as\s+(\w+))?")


@cache
def style() -> str:
    """Return the kit's style sheet."""
    return (STATIC / "twoway.css").read_text(encoding="utf-8")


@cache
def bundle(entry: str = "surface.js") -> str:
    """Return one JavaScript module with ``entry`` and all it needs; its exports are those of ``entry``."""
    order: list[Path] = []
    _visit(STATIC / entry, order)
    parts = [_wrapped(module, order) for module in order]
    last = order.index(STATIC / entry)
    names = _exports(order[last].read_text(encoding="utf-8"))
    parts.append("\n".join(f"export const {shown} = m{last}.{shown};" for _, shown in names))
    return "\n".join(parts) + "\n"


def _visit(module: Path, order: list[Path]) -> None:
    if module in order:
        return
    text = module.read_text(encoding="utf-8")
    for _, target in _IMPORT.findall(text):
        _visit((module.parent / target).resolve(), order)
    order.append(module)


def _exports(text: str) -> list[tuple[str, str]]:
    """List what a module exports, as pairs of inner and outer name."""
    clause = _CLAUSE.search(text)
    if clause:
        return [(inner, outer or inner) for inner, outer in _PAIR.findall(clause[1])]
    return [(name, name) for name in _DECLARED.findall(text)]


def _wrapped(module: Path, order: list[Path]) -> str:
    text = module.read_text(encoding="utf-8")

    def taken(match: re.Match[str]) -> str:
        number = order.index((module.parent / match[2]).resolve())
        names = ", ".join(f"{a}: {b}" if b else a for a, b in _PAIR.findall(match[1]))
        return f"const {{ {names} }} = m{number};"

    given = ", ".join(f"{outer}: {inner}" for inner, outer in _exports(text))
    body = re.sub(r"^export ", "", _CLAUSE.sub("", _IMPORT.sub(taken, text)), flags=re.MULTILINE)
    return f"const m{order.index(module)} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();"
