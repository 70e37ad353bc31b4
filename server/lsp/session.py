"""One client's session: which documents are open, what must be judged again, and what the client is told."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..analysis.finding import Span
from ..analysis.workspace.cargo.file_names import kind_of
from ..analysis.workspace.crates import READ, forget
from ..analysis.workspace.files import contents
from ..settings import FILE_NAME
from .actions import Actions
from .board import Board
from .client import Client
from .configuration import Configuration
from .delivery import Channel, Delivery, Pull, Push
from .documents import Document
from .fixes import Fixes
from .garbage import Sweeper
from .holding import Holding
from .inlay_hints import InlayHints
from .judging import Judging
from .leisure import Leisure, Traffic
from .notices import Notices
from .open_file import Circumstances, OpenFile, crate_around, is_ours
from .pages import page_uri
from .protocol import Target
from .rendering import Place, Renderer
from .reports import Result, result
from .status import Noticed, Status, Tally, state, tally_of, total
from .suppressions import Suppressions
from .uris import key_of, path_of, uri_of
from .workspace import Workspace

_LOG = logging.getLogger(__name__)


class Session:
    """All that is known about one client's documents."""

    def __init__(self, client: Client, channel: Channel, traffic: Traffic) -> None:
        self.client = client
        self.configuration = Configuration(client.options, client.folders)
        self.status = Status(channel, client.shows_status, self._state)
        delivery = Pull(channel) if client.pulls_diagnostics else Push(channel)
        self.delivery: Delivery = Noticed(delivery, self.status.soon) if client.shows_status else delivery
        self.fixes = Fixes()
        suppressions = Suppressions(client, self.target, self.configuration.home)
        self.actions = Actions(client, self.target, self.fixes, suppressions)
        self._marks = Board(self.delivery)
        self._notices = Notices(client, channel, self._marks, self._foreign)
        self.workspace = Workspace(client, channel, self.configuration, self.delivery, self._notices, self)
        self._files: dict[str, OpenFile | None] = {}
        self.hints = InlayHints(client, channel)
        self._leisure = Leisure(traffic)
        self._judging = Judging(
            traffic,
            self._leisure,
            self.delivery,
            self._catch_up,
            self._notices.failures,
            self.hints.refresh,
            self._prepare,
        )
        self._sweeper = Sweeper(self._leisure)
        self._holding = Holding(self.workspace.index, self._held, self._judging.awaits, self._leisure)
        self._page_uri = functools.partial(page_uri, template=client.page_template)

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
        renderer = Renderer(uri, self.client, self._page_uri, self._foreign)
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
        # A folder that came or went may have had manifests in it.
        is_about_crates = (
            not names.isdisjoint(READ) or any(map(kind_of, paths)) or any("." not in name for name in names)
        )
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

    def configure(self, settings: object, rust_analyzer: object, by_folder: Mapping[str, object] | None = None) -> None:
        """The editor has settings for us, also for single folders, or for rust-analyzer; None is not said."""
        by_folder = {folder: own for folder, own in (by_folder or {}).items() if own is not None}
        is_said = settings is not None or by_folder
        is_news = bool(is_said) and self.configuration.set_editor(settings, by_folder)
        if rust_analyzer is not None:
            is_news = self.configuration.set_rust_analyzer(rust_analyzer) or is_news
        if is_news:
            self.distrust()
            self.workspace.update(is_news=True)
        self.report_settings()

    def others_changed(self) -> None:
        """What other files declare may be new: documents that asked for it are judged again, slice by slice."""
        self._judging.again(self.files())

    def distrust(self) -> None:
        """Judge all documents again."""
        for file in self.files():
            file.distrust()
            self._touch(file)
            self._sweeper.soon()
        self.delivery.refresh()
        self.hints.refresh()

    def report_settings(self) -> None:
        """Tell the mistakes in the settings, but for those in files that are judged themselves."""
        self._notices.settings(self.configuration.problems(), self._is_judged)

    def current(self, uri: str) -> OpenFile | None:
        """A document with findings for its text as it is now."""
        file = self._files.get(key_of(uri))
        if file is not None and self._judging.awaits(file):
            self._catch_up(file)
        return file

    def files(self) -> list[OpenFile]:
        """The documents that are judged."""
        return [file for file in self._files.values() if file is not None]

    def is_open(self, path: str) -> bool:
        """Whether a file is open as a document that we judge."""
        return self._files.get(key_of(uri_of(path))) is not None

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """The files that are open, with their texts."""
        for file in self.files():
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
        for uri in [file.document.uri for file in self.files()]:
            if (file := self.current(uri)) is not None:
                yield result(file.document.uri, file.document.version, file.overview())
            else:
                yield self.result(uri)
        closed = [*self.workspace.board.results, *self._marks.results]
        yield from (result for result in closed if self._files.get(key_of(result.uri)) is None)

    def target(self, path: str) -> Target | None:
        """Another file for an edit; None when it cannot be read or has changes that no fix has seen."""
        uri = uri_of(path)
        file = self._files.get(key_of(uri))
        try:
            text = contents(Path(path))
        except OSError:
            return None
        if file is None:
            return Target(uri, Document(uri, "", None, text, self.client.encoding), None)
        if file.document.text != text:
            return None
        return Target(file.document.uri, file.document, file.document.version)

    def tally(self) -> Tally:
        """How much was found, in documents that are open and in files that are not."""
        closed = (tally_of(result.diagnostics) for result in self.workspace.board.results)
        return total([*(file.tally() for file in self.files()), *closed])

    def stop(self) -> None:
        """Drop all work."""
        self._judging.stop()
        self._leisure.stop()
        self.hints.stop()
        self.status.stop()
        self._sweeper.stop()
        self._holding.stop()
        self.workspace.stop()
        self.delivery.stop()

    def _is_judged(self, path: str) -> bool:
        return self.is_open(path) or self.workspace.judges(path)

    def _touch(self, file: OpenFile) -> None:
        self._judging.soon(file)
        self._holding.soon(file)

    def _held(self, file: OpenFile) -> None:
        """The other files may read differently now, be they open or not, and so may this one by way of them."""
        if self._is_still_open(file):
            self.workspace.edited(file.path, file.document.text)
        if file.is_manifest:
            if self.configuration.forget_files() or not file.is_settings:
                self.distrust()
                self.workspace.update(is_news=True)
        else:
            self.others_changed()

    def _prepare(self, file: OpenFile) -> None:
        """Have at hand what is going to be asked for, while nothing else is to be done."""
        self._leisure.add(lambda _: self._is_still_open(file) and self.fixes.load(file))
        self._leisure.add(lambda _: self._is_still_open(file) and self.hints.prepare(file))

    def _is_still_open(self, file: OpenFile) -> bool:
        return self._files.get(key_of(file.document.uri)) is file

    def _drop(self, key: str) -> None:
        file = self._files.pop(key)
        if file is not None:
            self._judging.forget(file)
            self._holding.forget(file)

    def _catch_up(self, file: OpenFile) -> None:
        file.catch_up(self._circumstances(file.path) if file.circumstances is None else None)

    def _state(self) -> dict[str, Any]:
        shows_workspace, is_scanning = self.workspace.shows_all, self.workspace.is_scanning
        return state(self.tally(), shows_workspace=shows_workspace, is_scanning=is_scanning)

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
