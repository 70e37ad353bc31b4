"""An actix-web server under `#[tokio::main]` starts a second set of threads and runs outside of actix's own system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.rust_file import RustFile
from ...facts.networking.actix_servers import serves_with_actix
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_MAIN = re.compile(rb"#\[\s*tokio\s*::\s*main\b")
_ONE_THREAD = re.compile(r"flavor\s*=\s*\"(current_thread|local)\"")


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b"tokio::main")
def actix_under_tokio_main(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The attribute of a function that runs `HttpServer`, itself or through a function that does little else."""
    attribute = _attribute(call.node, file)
    if attribute is None or not serves_with_actix(file):
        return
    if _ONE_THREAD.search(file.text(attribute)):
        message = "actix-web runs here without its `System`: `actix_web::rt::spawn` and actors panic"
    else:
        message = "tokio starts a thread per core beside actix-web's own workers, which handle all requests alone"
    yield saw(attribute, message)


def _attribute(function: Node, file: RustFile) -> Node | None:
    if function != file.unit.node:
        return None
    before = function.prev_named_sibling
    while before is not None and before.start_byte >= file.unit.start:
        if before.type == "attribute_item" and _MAIN.match(file.bytes_of(before)):
            return before
        before = before.prev_named_sibling
    return None
