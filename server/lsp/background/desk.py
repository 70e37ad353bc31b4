"""One file in, what the client reads of it out."""

from __future__ import annotations

import functools
from pathlib import Path

from ...analysis.finding import Finding, Span
from ...analysis.workspace.cargo.file_names import kind_of
from ...analysis.workspace.crates import crate_of
from ...analysis.workspace.index import Index
from ...disk import source
from ...disk.discovery import Job
from ...disk.judging import judge_file
from ...disk.settings_mistakes import mistakes_in
from ...quickfix.edit import Fix, Safety
from ...quickfix.fixer import fix_for, is_unfixable
from ..client import Client
from ..documents import Document
from ..open_file import MAX_SIZE
from ..pages import page_uri
from ..rendering import Place, Renderer
from ..uris import uri_of
from ..whole_file import as_section
from .messages import Mended


class Desk:
    """Judges saved files for one client, and notes down what went wrong."""

    def __init__(self, client: Client, index: Index) -> None:
        self._index = index
        self.buffers: dict[str, bytes] = {}
        """The texts that the editor has open; they count for whatever refers to their files."""
        self.troubles: list[str] = []
        self._client = client

    def diagnostics(self, job: Job) -> str:
        """What there is to say of a file; nothing when it is gone or no text."""
        text = self._text(job)
        if text is None:
            return ""
        findings, failures = judge_file(job.path, text, job.settings, self._index)
        if kind_of(job.path) is not None and not failures:
            findings = sorted([*findings, *mistakes_in(job.path, text)], key=lambda finding: finding.span)
        # A rule that raises does so in many files: it is told once.
        self.troubles += [f.message if f.rule else f"{f.path}: {f.message}" for f in failures]
        return self._written(job.path, text, findings) if findings else ""

    def mended(self, job: Job, rule: str) -> Mended:
        """The safe fixes of one rule in a file, unless the settings keep its fixes from being made in bulk."""
        text = self._text(job) or b""
        crate = crate_of(Path(job.path))
        safe: list[Fix] = []
        left = 0
        for found in judge_file(job.path, text, job.settings, self._index)[0]:
            fix = fix_for(found, job.path, text, crate) if found.rule == rule else None
            if fix is None:
                continue
            if fix.safety is Safety.SAFE and not is_unfixable(found, job.settings):
                safe.append(fix)
            else:
                left += 1
        return Mended(job.path, rule, text, tuple(safe), left)

    def _text(self, job: Job) -> bytes | None:
        """The text of a file, None when it is gone or no text; what else is in the way is noted down."""
        try:
            data = source.read(job.path) if job.size <= MAX_SIZE else b""
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            self.troubles.append(f"{job.path}: {source.reason(error)}")
            return None
        return None if source.is_binary(data) else source.sound(data).text

    def _written(self, path: str, text: bytes, findings: list[Finding]) -> str:
        page = functools.partial(page_uri, template=self._client.page_template)
        renderer = Renderer(uri_of(path), self._client, page, self._foreign)
        return renderer.diagnostics([as_section(findings, text)])

    def _foreign(self, path: str, span: Span) -> tuple[str, Place, Place]:
        text = self.buffers.get(path)
        if text is None:
            try:
                text = Path(path).read_bytes()
            except OSError:
                text = b""
        document = Document(uri_of(path), "", None, text, self._client.encoding)
        return document.uri, document.position(span.start), document.position(span.end)
