"""An unbounded channel made a bounded one in a whole file: constructors, types, imports and sends, or nothing at all.

The types of the two ends differ in tokio, futures and std, so that a conversion which stops half-way does not
compile. It is only made when both ends stay in the file: no public signature names them, and nothing foreign
takes or gives them.
"""

from __future__ import annotations

import re

from tree_sitter import Node

from ..analysis.facts.awaiting.async_context import Runs, future_of, runs_on
from ..analysis.facts.channels.bounds import is_meant
from ..analysis.facts.code.calls import function_of, receiver_of
from ..analysis.facts.code.paths import canonical, resolve
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.code.scope import scope_of
from ..analysis.facts.data.channels import Channel
from ..analysis.finding import Span
from .channel_flow import ChannelFlow, Escapes, inside, within
from .edit import Edit
from .fix_file import FixFile, span_of

BOUND = "1024"
_STREAM = "tokio_stream::wrappers::UnboundedReceiverStream"


class Conversion:
    """The edits that bound all channels of one constructor in a file."""

    def __init__(self, path: str, channel: Channel, file: FixFile) -> None:
        self.library, _, self.constructor = path.rpartition("::")
        self.channel = channel
        self.file = file
        self.edits: list[Edit] = []
        self.flow = ChannelFlow(file.views)
        renames = {
            self.constructor: channel.bounded,
            channel.sender: channel.bounded_sender,
            channel.receiver: channel.bounded_receiver,
            "UnboundedReceiverStream": "ReceiverStream",
        }
        self.renames = {old: new for old, new in renames.items() if old != new}

    def made(self) -> list[Edit]:
        """All edits; raises when the channel escapes."""
        if self.channel.waits == "async-same" and any(self.file.views(b".try_send(")):
            raise Escapes("a send that may find it full")
        self._constructors()
        if self.channel.waits != "async-same":
            self.flow.check_feeders()
            for call, view in self.flow.sends:
                self._send(call, view)
        for view in self.file.views(*map(str.encode, self.renames)) if self.renames else ():
            if view.unit.node.type == "use_declaration":
                self._imports(view)
            else:
                for name in within(view, "type_identifier", "identifier"):
                    self._type_name(name, view)
        return list(dict.fromkeys(self.edits))

    def _constructors(self) -> None:
        meant: list[tuple[Node, RustFile]] = []
        for view in self.file.views(*self._names()):
            for call in within(view, "call_expression"):
                function = function_of(call)
                if function is None or receiver_of(call) is not None or not self._constructs(function, view):
                    continue
                if is_meant(call, view):
                    meant.append((call, view))
                else:
                    self._bound(call, function, view)
        self._leave(meant)

    def _names(self) -> set[bytes]:
        """What the constructor may be called: by its name, or by another that an import gives it."""
        name = self.constructor.encode()
        return {name, *re.findall(re.escape(name) + rb"\s+as\s+(\w+)", self.file.text)}

    def _constructs(self, function: Node, view: RustFile) -> bool:
        return canonical(function, view) == f"{self.library}::{self.constructor}"

    def _bound(self, call: Node, function: Node, view: RustFile) -> None:
        name = function.child_by_field_name("name") if function.type == "scoped_identifier" else function
        if name is not None and view.text(name) in self.renames:
            self.edits.append(Edit(span_of(name), self.renames[view.text(name)]))
        arguments = call.child_by_field_name("arguments")
        assert arguments is not None
        self.edits.append(Edit(span_of(arguments), f"({BOUND})"))
        if self.channel.waits != "async-same":
            self.flow.follow_channel(call, view)

    def _leave(self, meant: list[tuple[Node, RustFile]]) -> None:
        """Channels that need no bound stay; neither an import nor a written type may be shared with them."""
        for call, view in meant:
            if function_of(call) is not None and "::" not in view.text(function_of(call) or call):
                raise Escapes("an import that is needed still")
            if self.channel.sender != self.channel.bounded_sender:
                other = ChannelFlow(self.file.views)
                other.follow_channel(call, view)
                if other.types:
                    raise Escapes("a channel that is meant to be unbounded")

    def _is_ours(self, path: str | None) -> bool:
        return path is not None and (path == _STREAM or path.rpartition("::")[0] == self.library)

    def _imports(self, view: RustFile) -> None:
        for old, new in self.renames.items():
            imported = view.names.imported(view.unit.modules, old)
            taken = view.names.imported(view.unit.modules, new) or view.names.items(view.unit.modules, new)
            if imported is not None and taken and self._is_ours("::".join(imported.path)):
                raise Escapes(new)
        for name in within(view, "identifier"):
            word = view.text(name)
            if word in self.renames and self._is_ours(_imported_path(name, view)):
                self.edits.append(Edit(span_of(name), self.renames[word]))

    def _type_name(self, name: Node, view: RustFile) -> None:
        """A written type must hold an end that was followed: others come from elsewhere."""
        word = view.text(name)
        if word not in self.renames or word == self.constructor:
            return
        whole = name
        while whole.parent is not None and whole.parent.child_by_field_name("name") == whole:
            if not whole.parent.type.startswith("scoped"):
                break
            whole = whole.parent
        path = canonical(whole, view)
        if not self._is_ours(path):
            return
        if path != _STREAM and not inside(name, self.flow.types):
            raise Escapes(f"another {word}")
        self.edits.append(Edit(span_of(name), self.renames[word]))

    def _send(self, call: Node, view: RustFile) -> None:
        function = function_of(call)
        field = function.child_by_field_name("field") if function is not None else None
        assert field is not None
        awaits = future_of(call, view) is not None
        behind = Edit(Span(call.end_byte, call.end_byte), ".await")
        if self.channel.waits == "blocks" and awaits:
            if self.library != "flume":
                raise Escapes("a send that would block a worker")
            self.edits += (Edit(span_of(field), "send_async"), behind)
        elif self.channel.waits == "async":
            self.edits.append(behind if awaits else Edit(span_of(field), _sync_send(call, view)))


def _sync_send(call: Node, view: RustFile) -> str:
    """`blocking_send` on a thread of its own, else `try_send` where nobody looks at its error."""
    if runs_on(call, view) in (Runs.OWN_THREAD, Runs.BLOCKING_POOL):
        return "blocking_send"
    above = view.parent(call)
    if above is not None and above.type == "field_expression":
        ignored = view.text(above).rpartition(".")[2].strip() in ("unwrap", "expect", "ok", "is_ok", "is_err")
    else:
        ignored = above is not None and above.type in ("expression_statement", "let_declaration")
    if not ignored:
        raise Escapes("an error of another type")
    return "try_send"


def _imported_path(name: Node, view: RustFile) -> str | None:
    """The path that an identifier of a `use` ends, resolved."""
    parts = [view.text(name)]
    for around in view.ancestors(name):
        if around.type in ("scoped_identifier", "scoped_use_list"):
            path = around.child_by_field_name("path")
            if path is None or path.start_byte <= name.start_byte < path.end_byte:
                return None
            parts.insert(0, view.text(path))
    return resolve(tuple("::".join(parts).split("::")), scope_of(view))
