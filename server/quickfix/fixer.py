"""From a finding to its fix: the module of the rule's name, its result checked before anybody sees it."""

from __future__ import annotations

import functools
import importlib
import itertools
import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..analysis.finding import Finding, Span
from ..analysis.suppression import statement_of
from ..analysis.syntax.parser import parse, reparse
from ..analysis.workspace.crates import EMPTY_CRATE, Crate
from ..by_name import FIXES, module_files
from ..settings import MISTAKE
from .edit import Edit, Fix, Safety, apply, compose
from .fix_file import FixFile
from .keys_together import with_dropped
from .left_over import left_over_imports
from .manifest_file import ManifestFile, is_toml
from .other_word import other_word

_LOG = logging.getLogger(__name__)


def fix_for(finding: Finding, path: str, text: bytes, crate: Crate) -> Fix | None:
    """The fix of a finding whose spans count bytes of the text; None when there is none that holds.

    A fix that raises, or whose result would not parse, is no fix: the first is logged.
    """
    if finding.rule == MISTAKE:
        return other_word(finding, text)
    module = _module(finding.rule)
    if module is None:
        return None
    try:
        subject = ManifestFile(path, text) if path.endswith(".toml") else _parsed(path, text, crate)
        fix: Fix | None = module.fix(finding, subject)
        if fix is None or not fix.edits:
            return None
        if isinstance(subject, FixFile) and fix.safety is not Safety.SHOW:
            own = [edit for edit in fix.edits if edit.path is None]
            fix = replace(fix, edits=(*fix.edits, *left_over_imports(subject.root, text, own)))
        if not _parses(fix, path, text, subject):
            return None
    except Exception:
        _LOG.exception("the fix of %s failed in %s", finding.rule, path)
        return None
    return fix


@functools.cache
def _module(rule: str) -> Any | None:
    file = module_files(FIXES).get(rule)
    if file is None:
        return None
    return importlib.import_module(f"{__package__}.fixes.{file.parent.name}.{file.stem}")


_LAST: list[tuple[str, bytes, Crate, FixFile]] = []


def _parsed(path: str, text: bytes, crate: Crate) -> FixFile:
    """The file as fixes see it; the last one is kept, as many fixes of one text are asked for in a row."""
    if _LAST and _LAST[0][0] == path and _LAST[0][2] is crate and _LAST[0][1] == text:
        return _LAST[0][3]
    file = FixFile(path, text, crate)
    _LAST[:] = [(path, text, crate, file)]
    return file


def _parses(fix: Fix, path: str, text: bytes, subject: FixFile | ManifestFile) -> bool:
    """Whether the edits neither overlap nor bring a syntax error that was not there."""
    own = sorted((edit for edit in fix.edits if edit.path is None), key=lambda edit: edit.span)
    if any(one.span.end > two.span.start for one, two in itertools.pairwise(own)):
        return False
    if not isinstance(subject, FixFile) or not own:
        return not own or is_toml(apply(text, own))
    tree, after = subject.tree.copy(), text
    for edit in reversed(own):
        start, end = edit.span.start, edit.span.end
        new = edit.text.encode("utf-8", "surrogateescape")
        before, after = after, after[:start] + new + after[end:]
        tree = reparse(tree, before, after, start, end, start + len(new))
    return not tree.root_node.has_error or subject.root.has_error


def as_one(fixes: Iterable[Fix], path: str, text: bytes) -> tuple[list[Edit], list[Fix]]:
    """The edits of the fixes that go together, with the imports that only all of them leave idle; the dropped fixes."""
    edits, dropped = compose(fixes)
    if path.endswith(".toml"):
        return with_dropped(edits, dropped, path, text) if dropped else (edits, dropped)
    own = [edit for edit in edits if edit.path is None]
    if own:
        edits += left_over_imports(parse(text).root_node, text, own)
    return edits, dropped


def suppress_line(finding: Finding, text: bytes, *, toml: bool = False) -> Fix:
    """`// rust-perf: allow(rule)` on a line of its own above the statement."""
    at = finding.span.start if toml else _statement_start(finding.span, text)
    line = text.rfind(b"\n", 0, at) + 1
    indent = text[line:at] if not text[line:at].strip() else text[line : line + _blank(text, line)]
    mark = "#" if toml else "//"
    comment = f"{indent.decode('ascii', 'replace')}{mark} rust-perf: allow({finding.rule}){_newline(text)}"
    return Fix(f"Allow `{finding.rule}` here", Safety.SAFE, (Edit(Span(line, line), comment),))


def suppress_file(finding: Finding, text: bytes, *, toml: bool = False) -> Fix:
    """`// rust-perf: allow-file(rule)` at the file's top, behind a shebang."""
    at = text.find(b"\n") + 1 if text.startswith(b"#!/") else 0
    if text.startswith(b"\xef\xbb\xbf"):
        at = 3
    comment = f"{'#' if toml else '//'} rust-perf: allow-file({finding.rule}){_newline(text)}"
    return Fix(f"Allow `{finding.rule}` in this file", Safety.SAFE, (Edit(Span(at, at), comment),))


def _statement_start(span: Span, text: bytes) -> int:
    node = FixFile("", text, EMPTY_CRATE).root.named_descendant_for_byte_range(span.start, span.end)
    if node is None:
        return span.start
    statement = statement_of(node)
    before = statement.prev_named_sibling
    while before is not None and before.type == "attribute_item":
        statement, before = before, before.prev_named_sibling
    return statement.start_byte


def _blank(text: bytes, start: int) -> int:
    return len(text[start : start + 200]) - len(text[start : start + 200].lstrip(b" \t"))


def _newline(text: bytes) -> str:
    return "\r\n" if b"\r\n" in text[:4096] else "\n"
