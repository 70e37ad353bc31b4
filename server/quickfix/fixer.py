"""From a finding to its fix: the module of the rule's name, its result checked before anybody sees it."""

from __future__ import annotations

import functools
import importlib
import itertools
import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..analysis.finding import Finding
from ..analysis.rule import family_of
from ..analysis.whole_text import WholeText
from ..analysis.workspace.crates import Crate
from ..by_name import FIXES, module_files
from ..settings import MISTAKE, Settings, matches
from .edit import Edit, Fix, Safety, apply, compose
from .fix_file import FixFile
from .keys_together import with_dropped
from .left_over import left_over_imports
from .manifest_file import ManifestFile, is_toml
from .other_word import other_word

_LOG = logging.getLogger(__name__)


def fix_for(finding: Finding, path: str, text: bytes, crate: Crate, whole: WholeText | None = None) -> Fix | None:
    """The fix of a finding whose spans count bytes of the text; None when there is none that holds.

    A fix that raises, or whose result would not parse, is no fix: the first is logged. `whole` is the text of Rust
    where it is parsed already.
    """
    if finding.rule == MISTAKE:
        return other_word(finding, text)
    module = _module(finding.rule)
    if module is None:
        return None
    try:
        subject = ManifestFile(path, text) if path.endswith(".toml") else _rust_file(path, text, crate, whole)
        fix = _checked(module.fix(finding, subject), text, subject)
        if isinstance(subject, FixFile):
            subject.forget()
    except Exception:
        _LOG.exception("the fix of %s failed in %s", finding.rule, path)
        return None
    return fix


def has_fix(rule: str) -> bool:
    """Whether there is a fix for some of what the rule finds."""
    return rule in module_files(FIXES)


def shows(rule: str) -> bool:
    """Whether a fix of the rule may be one that is only shown: its module says so with `SHOWS`."""
    return bool(getattr(_module(rule), "SHOWS", False))


def is_unfixable(finding: Finding, settings: Settings) -> bool:
    """Whether its fix is made only where somebody asks for that one, not together with others."""
    if finding.rule == MISTAKE:
        # Which word was meant in the settings is a guess, and a person's to take.
        return True
    return matches(settings.unfixable, finding.rule, family_of(finding.rule), finding.severity)


def load(rule: str) -> None:
    """Have the fix of a rule at hand: the first that is asked for would wait for its modules."""
    try:
        _module(rule)
    except Exception:
        _LOG.exception("the fix of %s cannot be loaded", rule)


@functools.cache
def _module(rule: str) -> Any | None:
    file = module_files(FIXES).get(rule)
    if file is None:
        return None
    return importlib.import_module(f"{__package__}.fixes.{file.parent.name}.{file.stem}")


_LAST: list[FixFile] = []


def _rust_file(path: str, text: bytes, crate: Crate, whole: WholeText | None) -> FixFile:
    """The file as fixes see it; the last one parsed is kept, as many fixes of one text are asked for in a row."""
    if whole is not None:
        return FixFile(path, text, crate, whole=whole)
    if not _LAST or (_LAST[0].path, _LAST[0].text) != (path, text) or _LAST[0].crate is not crate:
        _LAST[:] = [FixFile(path, text, crate)]
    return _LAST[0]


def _checked(fix: Fix | None, text: bytes, subject: FixFile | ManifestFile) -> Fix | None:
    """The fix with the imports that go with it; None where the result would not parse."""
    if fix is None or not fix.edits:
        return None
    if isinstance(subject, FixFile) and fix.safety is not Safety.SHOW:
        own = [edit for edit in fix.edits if edit.path is None]
        fix = replace(fix, edits=(*fix.edits, *left_over_imports(subject.whole, own)))
    return fix if _parses(fix, text, subject) else None


def _parses(fix: Fix, text: bytes, subject: FixFile | ManifestFile) -> bool:
    """Whether the edits neither overlap nor bring a syntax error that was not there."""
    own = sorted((edit for edit in fix.edits if edit.path is None), key=lambda edit: edit.span)
    if any(one.span.end > two.span.start for one, two in itertools.pairwise(own)):
        return False
    if not isinstance(subject, FixFile) or not own:
        return not own or is_toml(apply(text, own))
    return subject.whole.still_parses([(edit.span, edit.text.encode("utf-8", "surrogateescape")) for edit in own])


def as_one(
    fixes: Iterable[Fix], path: str, text: bytes, whole: WholeText | None = None
) -> tuple[list[Edit], list[Fix]]:
    """The edits of the fixes that go together, with the imports that only all of them leave idle; the dropped fixes."""
    edits, dropped = compose(fixes)
    if path.endswith(".toml"):
        return with_dropped(edits, dropped, path, text) if dropped else (edits, dropped)
    own = [edit for edit in edits if edit.path is None]
    if own:
        edits += left_over_imports(whole or WholeText.parsed(text), own)
    return edits, dropped
