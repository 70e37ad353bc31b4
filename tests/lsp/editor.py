"""An editor for the tests: pytest-lsp's client, with documents, positions and what it was told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from .waiting import until

SERVER = [sys.executable, "-P", "-m", "rust_perf_analyzer", "server"]

Published = types.PublishDiagnosticsParams


def position(text: str, offset: int, encoding: str = "utf-16") -> types.Position:
    """The position of a character of the text, counted the slow and obvious way."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line = before.rsplit("\n", 1)[-1]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    return types.Position(before.count("\n"), len(line.encode(name)) // width)


def offset(text: str, place: types.Position, encoding: str = "utf-16") -> int:
    """The character at a position."""
    # Within a Windows line end one is on the next line already, as far as counting goes.
    return max(n for n in range(len(text) + 1) if position(text, n, encoding) == place)


def apply(text: str, edits: list[types.TextEdit], encoding: str = "utf-16") -> str:
    """The text with edits made, as an editor makes them."""
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start, end = (offset(text, place, encoding) for place in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


class Editor:
    """One editor with one server."""

    def __init__(self) -> None:
        self.client = LanguageClient(converter_factory=default_converter)
        self.published: list[Published] = []
        self.registered: list[types.Registration] = []
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.encoding = "utf-16"
        self.answer: types.InitializeResult
        features: dict[str, Callable[..., Any]] = {
            **DEFAULT_CLIENT_FEATURES,
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda params: self.published.append(params),
            types.CLIENT_REGISTER_CAPABILITY: lambda params: self.registered.extend(params.registrations),
        }
        register_lsp_features(self.client, features)

    async def start(
        self,
        capabilities: types.ClientCapabilities | None = None,
        options: dict[str, Any] | None = None,
        root: Path | None = None,
    ) -> types.InitializeResult:
        """Start the server and shake hands."""
        await self.client.start_io(*SERVER)
        params = types.InitializeParams(
            capabilities=capabilities or full_capabilities(),
            initialization_options=options,
            root_uri=root.as_uri() if root else None,
        )
        self.answer = await self.client.initialize_session(params)
        self.encoding = str(self.answer.capabilities.position_encoding)
        return self.answer

    async def stop(self) -> None:
        """End the session as the protocol wants it."""
        await self.client.shutdown_session()
        await self.client.stop()

    def show(self, uri: str, text: str, language: str = "rust", version: int = 1) -> None:
        """Open a document without waiting for anything."""
        self.texts[uri], self.versions[uri] = text, version
        item = types.TextDocumentItem(uri, language, version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def open(self, uri: str, text: str, language: str = "rust") -> list[types.Diagnostic]:
        """Open a document; its first diagnostics."""
        self.show(uri, text, language)
        return await self.diagnostics(uri)

    def close(self, uri: str) -> None:
        """Close a document, saved or not."""
        del self.texts[uri], self.versions[uri]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def type(self, uri: str, old: str, new: str) -> None:
        """Replace the first `old` by `new` without waiting for anything."""
        text = self.texts[uri]
        at = text.index(old)
        where = types.Range(self._place(text, at), self._place(text, at + len(old)))
        self.texts[uri] = text[:at] + new + text[at + len(old) :]
        self.versions[uri] += 1
        change = types.TextDocumentContentChangePartial(text=new, range=where)
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """What was said of the document's newest version."""
        version = self.versions[uri]
        found = await self.wait(lambda: [p for p in self.published if (p.uri, p.version) == (uri, version)])
        return list(found[-1].diagnostics)

    async def actions(
        self, uri: str, needle: str, only: list[str] | None = None, automatic: bool = False
    ) -> list[types.CodeAction]:
        """The light bulb with the cursor at a place of the text."""
        at = self._place(self.texts[uri], self.texts[uri].index(needle))
        kind = types.CodeActionTriggerKind
        context = types.CodeActionContext([], only, kind.Automatic if automatic else kind.Invoked)
        document = types.TextDocumentIdentifier(uri)
        params = types.CodeActionParams(document, types.Range(at, at), context)
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def applied(self, uri: str, action: types.CodeAction) -> str:
        """The document's text after an action."""
        whole = await self.client.code_action_resolve_async(action)
        assert whole.edit is not None, f"{action.title} has no edit"
        return self.with_edit(uri, whole.edit)

    def with_edit(self, uri: str, edit: types.WorkspaceEdit) -> str:
        """The document's text after an edit of the workspace."""
        edits = list((edit.changes or {}).get(uri, []))
        for change in edit.document_changes or []:
            if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == uri:
                edits += [one for one in change.edits if isinstance(one, types.TextEdit)]
        return apply(self.texts[uri], edits, self.encoding)

    async def hover(self, uri: str, needle: str, shift: int = 0) -> types.Hover | None:
        """The hover at a place of the text."""
        at = self._place(self.texts[uri], self.texts[uri].index(needle) + shift)
        params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
        return await self.client.text_document_hover_async(params)

    def spelled(self, uri: str, where: types.Range) -> str:
        """The text in a range."""
        text = self.texts[uri]
        return text[offset(text, where.start, self.encoding) : offset(text, where.end, self.encoding)]

    def latest(self, uri: str) -> list[types.Diagnostic] | None:
        """What was said last of a document, if anything was."""
        found = [published.diagnostics for published in self.published if published.uri == uri]
        return list(found[-1]) if found else None

    async def wait(self, condition: Callable[[], Any]) -> Any:
        """Wait until something holds; what was published last is told where it never does."""
        return await until(condition, lambda: self.published[-3:])

    async def settle(self) -> None:
        """Wait until the server has handled whatever was sent: it answers in order."""
        params = types.HoverParams(types.TextDocumentIdentifier("file:///nowhere.rs"), types.Position(0, 0))
        await self.client.text_document_hover_async(params)
        await asyncio.sleep(0.15)

    def _place(self, text: str, at: int) -> types.Position:
        return position(text, at, self.encoding)


def full_capabilities(**changed: Any) -> types.ClientCapabilities:
    """A client that can do everything that we can use, in UTF-16; keywords replace whole sections."""
    sections: dict[str, Any] = {
        "general": types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16]),
        "text_document": text_capabilities(),
        "workspace": types.WorkspaceClientCapabilities(configuration=True),
    }
    return types.ClientCapabilities(**{**sections, **changed})


def text_capabilities(**changed: Any) -> types.TextDocumentClientCapabilities:
    """What such a client can do with a document."""
    sections: dict[str, Any] = {
        "publish_diagnostics": types.PublishDiagnosticsClientCapabilities(
            related_information=True,
            version_support=True,
            code_description_support=True,
            data_support=True,
            tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary]),
        ),
        "code_action": types.CodeActionClientCapabilities(
            data_support=True,
            is_preferred_support=True,
            resolve_support=types.ClientCodeActionResolveOptions(["edit"]),
        ),
        "hover": types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown, types.MarkupKind.PlainText]),
    }
    return types.TextDocumentClientCapabilities(**{**sections, **changed})


def encodings(*names: str) -> types.GeneralClientCapabilities:
    """A client that likes these encodings, best first."""
    return types.GeneralClientCapabilities(position_encodings=list(names))
