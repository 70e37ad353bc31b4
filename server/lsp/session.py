"""One client's session: which documents are open, what must be judged again, and what the client is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from ..analysis.finding import Span
from ..analysis.workspace.cargo.file_names import kind_of
from ..analysis.workspace.crates import READ, forget
from ..settings import FILE_NAME
from .actions import Actions
from .board import Board
from .configuration import Configuration
from .delivery import Channel, Pull, Push
from .documents import Document
from .garbage import Sweeper
from .handshake import Client
from .holding import Holding
from .hover import page_uri
from .notices import Notices
from .open_file import Circumstances, OpenFile, crate_around, is_ours
from .protocol import Target
from .pulse import Pulse
from .rendering import Place, Renderer
from .reports import Result, result
from .uris import key_of, path_of, uri_of
from .workspace import Workspace

IDLE = 0.01
"""Seconds without an edit before what is doubtful elsewhere is judged: no keystroke shall wait for it."""
LONGEST = 0.5
"""Seconds after which it is judged even while edits come."""

_LOG = logging.getLogger(__name__)


class Inbox(Protocol):
    """The client's messages."""

    @property
    def waiting(self) -> bool: ...


class Session:
    """All that is known about one client's documents."""

    def __init__(self, client: Client, channel: Channel, inbox: Inbox) -> None:
        self.client = client
        self.configuration = Configuration(client.options, client.folders)
        self.delivery = Pull(channel) if client.pulls_diagnostics else Push(channel)
        self.actions = Actions(client, self.target)
        self._inbox = inbox
        self._marks = Board(self.delivery)
        self._notices = Notices(client, channel, self._marks, self._foreign)
        self.workspace = Workspace(client, channel, self.configuration, self.delivery, self._notices, self)
        self._files: dict[str, OpenFile | None] = {}
        self._dirty: dict[OpenFile, None] = {}
        self._unsettled: dict[OpenFile, float] = {}
        self._settling: asyncio.TimerHandle | None = None
        self._pulse = Pulse(self._judge_next, lambda: inbox.waiting)
        self._sweeper = Sweeper()
        self._holding = Holding(self.workspace.index, self._held)

    def open(self, uri: str, language_id: str, version: int | None, text: str) -> None:
        """A document is open; one that is not ours is only remembered."""
        key = key_of(uri)
        if key in self._files:
            _LOG.warning("%s was opened twice", uri)
            self._drop(key)
        if not is_ours(uri, language_id):
            self._files[key] = None
            return
        document = Document(uri, language_id, version, text, self.client.encoding)
        renderer = Renderer(uri, self.client, page_uri, self._foreign)
        file = self._files[key] = OpenFile(document, path_of(uri), renderer, self.workspace.index)
        self.workspace.opened(uri, file.path, document.text)
        self._touch(file)

    def change(self, uri: str, version: int | None, changes: Sequence[Any]) -> None:
        """A document was edited."""
        file = self._files.get(key_of(uri))
        if file is None:
            if key_of(uri) not in self._files:
                _LOG.warning("%s was changed, and was never opened", uri)
            return
        before = file.document.version
        if version is not None and before is not None and version <= before:
            _LOG.warning("%s went from version %s to %s", uri, before, version)
        file.change(changes, version)
        self._touch(file)

    def close(self, uri: str) -> None:
        """A document is closed: what was said about it is taken back, or said of its file."""
        key = key_of(uri)
        if key not in self._files:
            _LOG.warning("%s was closed, and was never opened", uri)
            return
        file = self._files[key]
        self._drop(key)
        if file is not None:
            self.workspace.closed(file.document.uri, file.path, file.report())
            self.report_settings()
            self._sweeper.soon()

    def saved(self, uri: str) -> None:
        """A document is on the disk now; settings and manifests may say something new."""
        self.files_changed([uri])
        self.workspace.look_again()

    def files_changed(self, uris: Sequence[str]) -> None:
        """Files may have changed on the disk."""
        paths = [path for uri in uris if (path := path_of(uri))]
        names = {Path(path).name for path in paths}
        is_about_crates = not names.isdisjoint(READ) or any(map(kind_of, paths))
        if is_about_crates:
            forget(Path())
        is_news = self.configuration.forget_files() or is_about_crates
        if is_news:
            self.distrust()
        self.workspace.update(is_news or FILE_NAME in names)
        self.workspace.files_changed(paths)
        self.report_settings()

    def folders_changed(self, folders: Sequence[str]) -> None:
        """The editor has these folders open now."""
        self.configuration.folders = folders
        is_news = self.configuration.forget_files()
        if is_news:
            self.distrust()
        self.workspace.update(is_news)

    def configure(self, settings: object, rust_analyzer: object) -> None:
        """The editor has settings for us, or for rust-analyzer; None is not said."""
        is_news = settings is not None and self.configuration.set_editor(settings)
        if rust_analyzer is not None:
            is_news = self.configuration.set_rust_analyzer(rust_analyzer) or is_news
        if is_news:
            self.distrust()
            self.workspace.update(is_news=True)
        self.report_settings()

    def others_changed(self) -> None:
        """What other files declare may be new: documents that asked for it are judged again, slice by slice."""
        now = asyncio.get_running_loop().time()
        for file in filter(None, self._files.values()):
            file.others_changed()
            self._unsettled.setdefault(file, now + LONGEST)
        self._settle_at(now + IDLE)

    def distrust(self) -> None:
        """Judge all documents again."""
        for file in filter(None, self._files.values()):
            file.distrust()
            self._touch(file)
            self._sweeper.soon()
        self.delivery.refresh()

    def report_settings(self) -> None:
        """Tell the mistakes in the settings, but for those in files that are judged themselves."""
        self._notices.settings(self.configuration.problems(), self._is_judged)

    def current(self, uri: str) -> OpenFile | None:
        """A document with findings for its text as it is now."""
        file = self._files.get(key_of(uri))
        if file is not None and file in self._dirty:
            self._catch_up(file)
        return file

    def is_open(self, path: str) -> bool:
        """Whether a file is open as a document that we judge."""
        return self._files.get(key_of(uri_of(path))) is not None

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """The files that are open, with their texts."""
        for file in filter(None, self._files.values()):
            if file.path is not None:
                yield file.path, file.document.text

    def result(self, uri: str) -> Result:
        """What there is to say of one document, whose findings the client knows from now on."""
        key = key_of(uri)
        file = self.current(uri)
        if file is not None:
            return result(file.document.uri, file.document.version, file.report())
        return self.workspace.board.get(key) or self._marks.get(key) or result(uri, None, "")

    def results(self) -> Iterator[Result]:
        """What there is to say of all documents, open or not; time may go by between two of them."""
        yield from (self.result(uri) for uri in [file.document.uri for file in filter(None, self._files.values())])
        closed = [*self.workspace.board.results, *self._marks.results]
        yield from (result for result in closed if self._files.get(key_of(result.uri)) is None)

    def target(self, path: str) -> Target | None:
        """Another file for an edit; None when it cannot be read or has changes that are not saved."""
        uri = uri_of(path)
        file = self._files.get(key_of(uri))
        try:
            text = Path(path).read_bytes()
        except OSError:
            return None
        if file is None:
            return Target(uri, Document(uri, "", None, text, self.client.encoding), None)
        if file.document.text != text:
            return None
        return Target(file.document.uri, file.document, file.document.version)

    def stop(self) -> None:
        """Drop all work."""
        self._pulse.stop()
        self._sweeper.stop()
        self._holding.stop()
        self.workspace.stop()
        self.delivery.stop()
        if self._settling:
            self._settling.cancel()

    def _is_judged(self, path: str) -> bool:
        return self.is_open(path) or self.workspace.judges(path)

    def _touch(self, file: OpenFile) -> None:
        self._dirty[file] = None
        self._pulse.beat()
        self._holding.soon(file)

    def _held(self, file: OpenFile) -> None:
        """The other files may read differently now, be they open or not, and so may this one by way of them."""
        if self._files.get(key_of(file.document.uri)) is file:
            self.workspace.edited(file.path, file.document.text)
        if file.is_manifest:
            if self.configuration.forget_files() or not file.is_settings:
                self.distrust()
                self.workspace.update(is_news=True)
        else:
            self.others_changed()

    def _drop(self, key: str) -> None:
        file = self._files.pop(key)
        if file is not None:
            self._dirty.pop(file, None)
            self._unsettled.pop(file, None)
            self._holding.forget(file)

    def _judge_next(self) -> None:
        """Judge one document and publish; the others follow with the next beat."""
        if not self._dirty:
            return
        file, _ = self._dirty.popitem()
        try:
            self._catch_up(file)
            self._pulse.look()
            self.delivery.edited(file)
            self._notices.failures(file.new_failures())
        except Exception:
            _LOG.exception("%s cannot be judged", file.document.uri)
        now = asyncio.get_running_loop().time()
        deadline = self._unsettled.setdefault(file, now + LONGEST)
        if self._dirty:
            self._pulse.beat()
        else:
            self._settle_at(min(now + IDLE, deadline))

    def _settle_at(self, when: float) -> None:
        if self._settling:
            self._settling.cancel()
        self._settling = asyncio.get_running_loop().call_at(when, self._settle)

    def _settle(self) -> None:
        """Judge a slice of what the last edits made doubtful, unless something else is to be done."""
        file = next(iter(self._unsettled), None)
        if file is None or self._dirty:
            return
        if not self._inbox.waiting and not file.settle():
            del self._unsettled[file]
            if file.is_outdated():
                self.delivery.changed(file)
            self._notices.failures(file.new_failures())
        self._settle_at(0)

    def _catch_up(self, file: OpenFile) -> None:
        file.catch_up(self._circumstances(file.path) if file.circumstances is None else None)

    def _circumstances(self, path: str | None) -> Circumstances:
        settings = self.configuration.of(path)
        self.report_settings()
        return Circumstances(crate_around(path), settings, self.configuration.excludes(path, settings))

    def _foreign(self, path: str, span: Span) -> tuple[str, Place, Place]:
        """Where a span of another file is; the file's start when it cannot be read."""
        uri = uri_of(path)
        file = self._files.get(key_of(uri))
        if file is not None:
            document = file.document
        else:
            try:
                text = Path(path).read_bytes()
            except OSError:
                text = b""
            document = Document(uri, "", None, text, self.client.encoding)
        return document.uri, document.position(span.start), document.position(span.end)
