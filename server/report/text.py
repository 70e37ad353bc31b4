"""The report for people: grouped by severity, each finding with its source, why it costs and its fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from textwrap import wrap

from ..analysis.finding import Severity
from .model import Outcome, Reported, RuleNote
from .terminal import Paint, before_utf16, printable, width

_SAFETY = {"safe": "--fix", "unsafe": "--fix --unsafe-fixes", "show": "by hand"}
_INDENT = "    "
_WIDTH = 100
_LONGEST_LINE = 140


def write(outcome: Outcome, notes: Mapping[str, RuleNote], paint: Paint) -> Iterator[str]:
    """The worst first; why a pattern costs is told once, at its first finding."""
    told: set[str] = set()
    for severity in Severity:
        group = [found for found in outcome.findings if found.severity == severity]
        if group:
            yield paint(str(severity), f"{severity.upper()} · {_count(len(group), 'finding')}")
            yield ""
        for found in group:
            yield from _finding(found, paint)
            if found.rule not in told:
                yield from _labelled("why", notes[found.rule].help, paint)
                told.add(found.rule)
            yield from _fix(found, paint)
            yield ""
    yield summary(outcome, paint)


def summary(outcome: Outcome, paint: Paint) -> str:
    """One line: how many findings of which severity in how many files, and what `--fix` can do."""
    files = _count(outcome.files, "file")
    errors = f" {_count(len(outcome.errors), 'error')}." if outcome.errors else ""
    if not outcome.findings:
        return f"No findings in {files}.{errors}"
    counts = Counter(found.severity for found in outcome.findings)
    parts = ", ".join(paint(str(word), f"{counts[word]} {word}") for word in Severity if counts[word])
    fixable = Counter(found.fix.safety for found in outcome.findings if found.fix)
    hint = f" {_count(fixable['safe'], 'fix', 'fixes')} with `--fix`" if fixable["safe"] else ""
    if fixable["unsafe"]:
        hint += f"{',' if hint else ''} {fixable['unsafe']} with `--fix --unsafe-fixes`"
    found = _count(len(outcome.findings), "finding")
    return f"{found} ({parts}) in {files}.{hint + '.' if hint else ''}{errors}"


def _finding(found: Reported, paint: Paint) -> Iterator[str]:
    where = _place(found.path, found.range.start.line, found.range.start.character)
    yield f"{paint('bold', where)} {paint(found.severity, found.rule)}"
    yield from (_INDENT + line for line in wrap(printable(found.message), _WIDTH))
    yield from _excerpt(found, paint)
    if found.heat:
        yield from _labelled("heat", found.heat, paint)
    for place in found.related:
        where = _place(place.path, place.range.start.line, place.range.start.character)
        yield f"{_INDENT}{paint('dim', where)} {printable(place.message)}"


def _excerpt(found: Reported, paint: Paint) -> Iterator[str]:
    first = found.range.start.line
    margin = len(str(first + len(found.excerpt)))
    for number, line in enumerate(found.excerpt, first):
        shown = printable(line.rstrip())[:_LONGEST_LINE]
        yield f"{_INDENT}{paint('dim', f'{number + 1:>{margin}} │')} {shown}"
        if number == first:
            skipped, marked = _underline(found, line.rstrip())
            bar = paint("dim", " " * margin + " │")
            yield f"{_INDENT}{bar} {' ' * skipped}{paint(found.severity, '^' * marked)}"
    if found.range.end.line >= first + len(found.excerpt):
        yield f"{_INDENT}{paint('dim', ' ' * margin + ' │ …')}"


def _underline(found: Reported, line: str) -> tuple[int, int]:
    """Columns before the finding and under it, on its first line and inside what is shown of it."""
    start, end = found.range
    before = printable(before_utf16(line, start.character))
    whole = printable(before_utf16(line, end.character) if end.line == start.line else line)
    skipped = width(before[:_LONGEST_LINE])
    return skipped, max(1, width(whole[:_LONGEST_LINE]) - skipped)


def _fix(found: Reported, paint: Paint) -> Iterator[str]:
    if found.fix:
        how = _SAFETY.get(found.fix.safety, found.fix.safety)
        yield from _labelled("fix", f"{found.fix.title} ({how})", paint)


def _labelled(label: str, text: str, paint: Paint) -> Iterator[str]:
    first, *rest = wrap(printable(text), _WIDTH) or [""]
    yield f"{_INDENT}{paint('fix' if label == 'fix' else 'bold', label + ':')} {first}"
    yield from (f"{_INDENT}{' ' * (len(label) + 1)} {line}" for line in rest)


def _place(path: str, line: int, character: int) -> str:
    return f"{printable(path)}:{line + 1}:{character + 1}"


def _count(number: int, word: str, plural: str | None = None) -> str:
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
