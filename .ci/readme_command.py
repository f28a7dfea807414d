"""Print a command of the README: the fenced block after the comment ``<!-- ci:NAME -->``.

Usage: python .ci/readme_command.py README.md serve
"""

import re
import sys
from pathlib import Path


def command(text: str, name: str) -> str:
    """Return the lines of the one fenced block marked ``name``; raise ``SystemExit`` with a sentence otherwise."""
    blocks = re.findall(rf"^<!-- ci:{re.escape(name)} -->\s*^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    if len(blocks) != 1:
        raise SystemExit(f"README: expected one block marked <!-- ci:{name} -->, found {len(blocks)}")
    return blocks[0].strip()


if __name__ == "__main__":
    print(command(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]))
