"""Find a rule's page and take it apart into title, summary, sections and code blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HOME = Path(__file__).parent
_NO_FAMILIES = frozenset({"case_studies"})


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced code block: ```` ```rust flagged ```` has the language `rust` and the kind `flagged`."""

    language: str
    kind: str
    code: str
    line: int
    """Line of the file, counted from 1, on which `code` begins."""


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page without its front matter, whole and in parts."""

    title: str
    summary: str
    sections: dict[str, str]
    text: str
    blocks: list[Block]
    sources: list[str]


def page_path(rule: str) -> Path:
    """Path of the rule's page; raises LookupError with the nearest name when there is none."""
    paths = _paths()
    if rule not in paths:
        raise LookupError(f"no page for the rule `{rule}`{_hint(rule, list(paths))}")
    return paths[rule]


@cache
def load(rule: str) -> Page:
    """The page of a rule, read once."""
    return parse(page_path(rule).read_text(encoding="utf-8"))


@cache
def profile_keys() -> dict[str, str]:
    """What each key of a cargo profile does, by its name."""
    return parse((_HOME / "profile_keys.md").read_text(encoding="utf-8")).sections


def parse(markdown: str) -> Page:
    """Take a page's Markdown apart."""
    lines = markdown.splitlines()
    start = _front_matter_end(lines)
    headings = [n for n in _prose_lines(lines, start) if lines[n].startswith(("# ", "## "))]
    parts = {
        lines[n]: "\n".join(lines[n + 1 : end]).strip()
        for n, end in zip(headings, [*headings[1:], len(lines)], strict=True)
    }
    title = next((heading for heading in parts if heading.startswith("# ")), "# ")
    return Page(
        title=title.removeprefix("# ").strip(),
        summary=" ".join(parts.get(title, "").partition("\n\n")[0].split()),
        sections={head.removeprefix("## ").strip(): body for head, body in parts.items() if head != title},
        text="\n".join(lines[start:]).strip() + "\n",
        blocks=list(_blocks(lines)),
        sources=[line.strip().removeprefix("- ") for line in lines[:start] if line.startswith("  - ")],
    )


@cache
def _paths() -> dict[str, Path]:
    return {path.stem: path for path in sorted(_HOME.glob("*/*.md")) if path.parent.name not in _NO_FAMILIES}


def _hint(rule: str, names: list[str]) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(rule, names, n=1, cutoff=0.0)
    return f"; did you mean `{nearest[0]}`?" if nearest else ""


def _front_matter_end(lines: list[str]) -> int:
    if lines[:1] != ["---"]:
        return 0
    return lines.index("---", 1) + 1


def _prose_lines(lines: list[str], start: int) -> Iterator[int]:
    fenced = False
    for number in range(start, len(lines)):
        if lines[number].startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number


def _blocks(lines: list[str]) -> Iterator[Block]:
    opened: int | None = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if opened is None:
            opened = number
            continue
        language, _, kind = lines[opened].removeprefix("```").strip().partition(" ")
        code = "".join(f"{text}\n" for text in lines[opened + 1 : number])
        yield Block(language, kind.strip(), code, opened + 2)
        opened = None
