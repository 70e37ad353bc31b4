"""Streams that all run over one gRPC channel share one connection, its windows and its limit of streams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.bindings import binding_of
from ...facts.code.loops import loop_around
from ...facts.code.rust_file import RustFile
from ...facts.code.type_model import peeled
from ...facts.types.expressions import type_of
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_READS_STREAM = re.compile(rb"\.message\(\)\s*\.await|\.into_inner\(\)|tonic::Streaming|\bStreaming<")
_SPREADS = re.compile(rb"balance_(list|channel)|Channel::balance|\bChannelPool|\bchannels?\s*\[|round_?robin")
_MAKES_CLIENT = re.compile(rb"\b\w+Client(::<[^()]*>)?::(new|connect|with_interceptor)\s*\(")


@rule(Severity.SUGGESTION, on=methods("clone"), needs=b"spawn", default=False)
def single_grpc_channel_streaming(call: Call, file: RustFile) -> Iterator[Sighting]:
    """A client that each round of a loop clones for a task which reads a stream."""
    loop = loop_around(call.node, file)
    if loop is None or call.receiver is None or not file.crate.known or not file.crate.uses("tonic"):
        return
    text = file.bytes_of(loop)
    if b"spawn" not in text or not _READS_STREAM.search(text) or _SPREADS.search(file.unit.text):
        return
    if _is_client(call.receiver, file):
        yield saw(call, "each of these streams shares one connection: spread long streams over several channels")


def _is_client(node: Node, file: RustFile) -> bool:
    """A channel, a generated client whose type says that it is over one, or what such a client's constructor gives."""
    found = peeled(type_of(node, file))
    if found is not None and found.path == "tonic::transport::Channel":
        return True
    over = found.argument(0) if found is not None else None
    if found is not None and found.path.endswith("Client") and over is not None:
        return over.path == "tonic::transport::Channel"
    binding = binding_of(node, file) if node.type == "identifier" else None
    return (
        binding is not None and binding.value is not None and bool(_MAKES_CLIENT.search(file.bytes_of(binding.value)))
    )
