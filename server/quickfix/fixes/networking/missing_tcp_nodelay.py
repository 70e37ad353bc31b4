"""`set_nodelay(true)` where the stream first has a name, or the setting of the server or connector."""

from __future__ import annotations

import re

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

# A type of the crate's own for the peer's address is implemented for the listener as it is.
_OWN_INFO = re.compile(r"connect_info::<(?!(?:std::net::)?SocketAddr>)")
_TITLE = "Turn Nagle's algorithm off with `set_nodelay(true)`"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """One statement behind the binding; a setting is turned on where it is made."""
    captures = finding.captures
    if "off" in captures:
        return Fix("Send small writes at once: `true`", Safety.UNSAFE, (Edit(captures["off"], "true"),))
    if "listener" in captures:
        return _serve(finding, captures["listener"], file)
    if finding.data.get("what") == "bind":
        end = finding.span.end
        return Fix("Add `.tcp_nodelay(true)`", Safety.SAFE, (Edit(Span(end, end), ".tcp_nodelay(true)"),))
    edits = _connector(finding, file) if "declared" in captures else _stream(finding, file)
    return Fix(_TITLE, Safety.SAFE, tuple(edits)) if edits else None


def _stream(finding: Finding, file: FixFile) -> list[Edit]:
    name = finding.data.get("name") or "stream"
    asks = finding.data.get("asks") == "yes"
    call = f"{name}.set_nodelay(true)"
    statement = f"{call}?;" if asks else f"let _ = {call};"
    captures = finding.captures
    if "after" in captures:
        return [_behind(captures["after"], statement, file)]
    if "inside" in captures:
        return [_at_start(captures["inside"], statement, file)]
    if "tail" in captures:
        return [_named(captures["tail"], "", statement, name, file)]
    if "result" in captures:
        return [_named(captures["result"], "?", f"{call}?;", f"Ok({name})", file)]
    return []


def _behind(statement: Span, text: str, file: FixFile) -> Edit:
    """On a line of its own, behind the comment that ends the statement's line."""
    at = _line_end(statement.end, file)
    return Edit(Span(at, at), f"{file.newline}{file.indentation(statement.start)}{text}")


def _at_start(block: Span, text: str, file: FixFile) -> Edit:
    at = _line_end(block.start + 1, file)
    if at > block.end or not file.text[block.start + 1 : block.end].count(b"\n"):
        return Edit(Span(block.start + 1, block.start + 1), f" {text}")
    return Edit(Span(at, at), f"{file.newline}{_inner_indentation(block, file)}{text}")


def _named(expression: Span, suffix: str, statement: str, result: str, file: FixFile) -> Edit:
    """The last expression of a block, given the name `stream` and handed on."""
    line = file.text.rfind(b"\n", 0, expression.start) + 1
    alone = not file.text[line : expression.start].strip()
    between = f"{file.newline}{file.indentation(expression.start)}" if alone else " "
    first = f"let stream = {file.slice(expression)}{suffix};"
    return Edit(expression, f"{first}{between}{statement}{between}{result}")


def _line_end(offset: int, file: FixFile) -> int:
    """The end of the line when only a comment follows, else the offset itself."""
    end = file.text.find(b"\n", offset)
    rest = file.text[offset : end if end >= 0 else len(file.text)]
    if rest.strip() and not rest.strip().startswith(b"//"):
        return offset
    return offset + len(rest.rstrip(b"\r"))


def _inner_indentation(block: Span, file: FixFile) -> str:
    """The indentation of the block's first line."""
    for line in file.text[block.start : block.end].splitlines()[1:]:
        if line.strip():
            return line[: len(line) - len(line.lstrip())].decode("ascii", "replace")
    return file.indentation(block.start) + "    "


def _connector(finding: Finding, file: FixFile) -> list[Edit]:
    declared, name = finding.captures["declared"], finding.data["name"]
    edits = [_behind(declared, f"{name}.set_nodelay(true);", file)]
    text = file.slice(declared)
    if text.startswith(f"let {name}"):
        at = declared.start + len("let ")
        edits.append(Edit(Span(at, at), "mut "))
    return edits


def _serve(finding: Finding, listener: Span, file: FixFile) -> Fix | None:
    """axum 0.8 taps the listener; 0.7.6 had a method of its own."""
    if _OWN_INFO.search(file.slice(finding.span)):
        return None
    if file.crate.is_version("axum", ">=0.8"):
        view = file.view_at(finding.span)
        if view is None:
            return None
        tap = ".tap_io(|stream| { let _ = stream.set_nodelay(true); })"
        edits = [Edit(Span(listener.end, listener.end), tap)]
        if view.names.imported(view.unit.modules, "ListenerExt") is None:
            edits.append(file.add_use("axum::serve::ListenerExt", view.unit.modules))
        return Fix("Set `TCP_NODELAY` with `tap_io`", Safety.SAFE, tuple(edits))
    if file.crate.is_version("axum", ">=0.7.6, <0.8"):
        end = finding.span.end
        return Fix("Add `.tcp_nodelay(true)`", Safety.SAFE, (Edit(Span(end, end), ".tcp_nodelay(true)"),))
    return None
