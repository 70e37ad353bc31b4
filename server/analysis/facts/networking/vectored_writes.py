"""hyper's choice between vectored writes and a copy, and the TLS streams that it is made for."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import called_name, callee_path, receiver_of, receivers
from ..code.rust_file import RustFile
from ..data.schema import entries_by_name
from ..data.vectored import ONE_BY_ONE
from ..types.expressions import receiver_type

_STREAMS = entries_by_name(ONE_BY_ONE)
_SPEAKS_OF_TLS = ("TlsStream", "SslStream", "TlsAcceptor", "TlsConnector", "HttpsConnector", "tokio_boring")


def forces_vectored(call: Node, file: RustFile) -> bool:
    """`.http1_writev(true)` of hyper 0.14, `.writev(true)` of the builders since."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or [file.text(each) for each in arguments.named_children] != ["true"]:
        return False
    if called_name(call, file) == "http1_writev":
        return file.crate.known and file.crate.uses("hyper", "hyper_util", "axum")
    owner = receiver_type(call, file)
    if owner is not None:
        return owner.path.startswith(("hyper::", "hyper_util::"))
    steps = list(receivers(receiver_of(call)))
    return any(callee_path(step, file).startswith(("hyper::", "hyper_util::")) for step in steps)


def tls_one_by_one(file: RustFile) -> str | None:
    """The TLS library whose streams the file speaks of, where it takes one buffer at a time."""
    if not file.crate.known or not any(file.names.mentioning(word) for word in _SPEAKS_OF_TLS):
        return None
    for package, entry in _STREAMS.items():
        is_used = file.crate.uses(package) and (file.names.mentioning(package) or package.startswith("hyper_"))
        if is_used and (not entry.versions or file.crate.is_version(package, entry.versions)):
            return entry.fact
    return None
