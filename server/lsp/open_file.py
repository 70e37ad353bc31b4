"""One open document that we judge: its text, its analysis, and what the client was told last."""

from __future__ import annotations

import itertools
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..analysis.engine import Analysis
from ..analysis.finding import Failure, Finding, Severity
from ..analysis.hints import Hints
from ..analysis.whole_text import WholeText
from ..analysis.workspace.cargo.file_names import kind_of
from ..analysis.workspace.crates import EMPTY_CRATE, Crate, crate_of
from ..analysis.workspace.index import Index
from ..analysis.workspace.summary import Summary
from ..settings import FILE_NAME, Settings
from .documents import ByteEdit, Document
from .garbage import kept
from .manifest_judge import ManifestJudge
from .merging import merged
from .rendering import Renderer, Section, notification
from .settings_judge import SettingsJudge
from .uris import path_in

MAX_SIZE = 20_000_000
"""Bytes above which a document is not judged."""
_BINARY_PROBE = 8192
_REVISIONS = itertools.count(1)

_LOG = logging.getLogger(__name__)


class Circumstances(NamedTuple):
    """What besides its text decides what is found in a document."""

    crate: Crate
    settings: Settings
    excluded: bool


class Judge(Protocol):
    """The engine's view of one document."""

    @property
    def failures(self) -> list[Failure]: ...

    def edit(self, edits: Iterable[tuple[int, int, bytes]]) -> None: ...

    def others_changed(self) -> None: ...

    def summary(self) -> Summary | None: ...

    def settle(self, is_interrupted: Callable[[], bool] = ..., /) -> bool: ...

    def sections(self) -> Sequence[Section]: ...

    def findings(self) -> list[Finding]: ...

    def whole(self) -> WholeText | None: ...


def is_ours(uri: str, language_id: str) -> bool:
    """Whether a document is one to judge: Rust, a file that cargo reads, or our settings."""
    path = path_in(uri)
    return language_id == "rust" or path.endswith(".rs") or kind_of(path) is not None or _holds_settings(path)


def _holds_settings(path: str) -> bool:
    return path.rpartition("/")[2] == FILE_NAME


def crate_around(path: str | None) -> Crate:
    """The crate that a document belongs to, an empty one where nothing is known."""
    return crate_of(Path(path)) if path else EMPTY_CRATE


class OpenFile:
    """A document between `didOpen` and `didClose`."""

    def __init__(self, document: Document, path: str | None, renderer: Renderer, index: Index | None = None) -> None:
        self.document = document
        self._index = index
        self.path = path
        self.revision = next(_REVISIONS)
        """Changes with whatever may change the findings, and no two files ever share one."""
        self.text_revision = self.revision
        """Changes with the text alone: what other files say does not make what was offered for it void."""
        self.circumstances: Circumstances | None = None
        self.is_settings = _holds_settings(path_in(document.uri))
        self.is_manifest = self.is_settings or kind_of(path_in(document.uri)) is not None
        """Whether it is a TOML file that other files are judged by."""
        self._renderer = renderer
        self._judge: Judge | None = None
        self._hints: Hints | None = None
        self._pending: list[ByteEdit] = []
        self._findings: list[Finding] | None = None
        self._told: Sequence[Section] | None = None
        self._told_among_all: Sequence[Section] | None = None
        self._failures = 0

    def change(self, changes: Sequence[Mapping[str, Any]], version: int | None) -> None:
        """Apply edits to the text; they are judged by `catch_up`."""
        self._pending += self.document.apply(changes, version)
        self._renew()
        self.text_revision = self.revision

    def distrust(self) -> None:
        """Judge from scratch next time: the circumstances may have changed."""
        self.circumstances = None
        self._renew()

    def catch_up(self, circumstances: Circumstances | None = None) -> None:
        """Judge what was edited since the last time, or everything in new circumstances."""
        edits, self._pending = merged(self._pending), []
        if circumstances is not None:
            self.circumstances = circumstances
            self._judge = None
        if self._judge is not None and edits:
            self._guarded(lambda judge: judge.edit(edits))
        if self._judge is None:
            with kept():
                self._judge = self._new_judge()

    def others_changed(self) -> None:
        """What other files declare may be new; `settle` judges again what hangs on that."""
        self._guarded(lambda judge: judge.others_changed())

    def summary(self) -> Summary | None:
        """What the workspace is to know of the text; None for what is not judged."""
        found: Summary | None = self._guarded(lambda judge: judge.summary())
        return found

    def settle(self, is_interrupted: Callable[[], bool] = lambda: False) -> bool:
        """Judge a slice of what the last edits made doubtful, a short one where interrupted; whether more is left."""
        more = self._guarded(lambda judge: judge.settle(is_interrupted))
        self._findings = None
        return bool(more)

    def findings(self) -> list[Finding]:
        """All findings, in file order, in bytes of the text."""
        if self._findings is None:
            self._findings = self._judge.findings() if self._judge else []
        return self._findings

    def whole(self) -> WholeText | None:
        """The text of Rust as it is parsed, until the next edit; None where it is not."""
        return self._judge.whole() if self._judge else None

    @property
    def hints(self) -> Hints | None:
        """What may be shown between the words of Rust; None for what is not judged, or is no Rust."""
        if not isinstance(self._judge, Analysis):
            return None
        if self._hints is None or self._hints.analysis is not self._judge:
            self._hints = Hints(self._judge)
        return self._hints

    @property
    def judged_again(self) -> int:
        """Grows when units are judged anew though they were not edited."""
        return self._judge.judged_again if isinstance(self._judge, Analysis) else 0

    def publication(self) -> str:
        """The message that tells the client what was found."""
        return notification(self.document.uri, self.document.version, self.report())

    def report(self) -> str:
        """The diagnostics for the client, which knows them from now on."""
        self._told = self._sections()
        return self._renderer.diagnostics(self._told)

    def overview(self) -> str:
        """The diagnostics for a report on all documents.

        There are clients that pass that over for a document of which they asked by itself, and know what they were
        told then.
        """
        self._told_among_all = self._sections()
        return self._renderer.diagnostics(self._told_among_all)

    def is_outdated(self) -> bool:
        """Whether the client was told something else than what is found now."""
        told = self._told if self._told is not None else self._told_among_all
        return told is not None and self._sections() != told

    def tally(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for section in self._sections() for finding in section.verdict.findings)

    def new_failures(self) -> list[Failure]:
        """What went wrong since the last call."""
        failures = self._judge.failures if self._judge else []
        news = failures[self._failures :]
        self._failures = len(failures)
        return news

    def _renew(self) -> None:
        self.revision = next(_REVISIONS)
        self._findings = None

    def _sections(self) -> Sequence[Section]:
        return self._judge.sections() if self._judge else ()

    def _guarded(self, action: Any) -> Any:
        """Run the engine; should it break, the document is judged from scratch rather than wrongly."""
        if self._judge is None:
            return None
        try:
            return action(self._judge)
        except Exception:
            _LOG.exception("the analysis of %s broke", self.document.uri)
            self._judge = None
            return None

    def _new_judge(self) -> Judge | None:
        about = self.circumstances
        text = self.document.text
        self._failures = 0
        path = self.path or self.document.uri
        if self.is_settings:
            return SettingsJudge(path_in(self.document.uri), text)
        if about is None or about.excluded or len(text) > MAX_SIZE or b"\0" in text[:_BINARY_PROBE]:
            return None
        try:
            if self.is_manifest:
                return ManifestJudge(path, text, about.settings)
            return Analysis(path, text, about.crate, about.settings, index=self._index)
        except Exception:
            _LOG.exception("%s cannot be analysed", self.document.uri)
            return None
