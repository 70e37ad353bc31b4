"""An unchecked index saves a compare and a branch that is never taken, and turns a wrong one into anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.comments import argues
from ...facts.code.rust_file import RustFile
from ...facts.programs.unsafe_level import manifest_level
from ...facts.running.callers import function_name
from ...facts.types.helpers import functions_called
from ...facts.unsafe_code.unsafe_claims import is_unsafe
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw
from ...syntax.declared import owner_of

_KERNEL = re.compile(
    r"(.*[-_])?(kernels?|simd|avx\w*|neon|gpu|quantiz\w*|bitpack\w*|bit(map|set|vec)s?|codecs?|compress\w*|hash(ing|er|map)?|"
    r"sparse|matri\w*|blas|fft|dsp|arena|slab|rope|buffers?|ring(buf\w*)?|math|linalg|allocator)([-_].*)?"
)
_MEASURED = re.compile(r"(?i)bench|measur|profil|\bhot\b|faster|bounds?[- ]check(s|ing)?\b|\bpanic[- ]free|elid|hoist")
_UNSAFE_PLACES = ("unsafe_block", "function_item")


@rule(Severity.WARNING, on=methods("get_unchecked", "get_unchecked_mut"), needs=b"get_unchecked")
def get_unchecked(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Of slices, in crates that are about something else; those that measure it and say so in their manifest may."""
    if len(call.arguments) != 1 or not _is_unsafe_here(call.node, file) or functions_called(call.node, file):
        return
    if _passes_on(file) or _KERNEL.fullmatch(file.crate.name) or argues(call.node, file, _MEASURED):
        return
    if file.crate.has_benchmark and manifest_level(file) == "allow":
        return
    message = f"`{call.name}` gives up the bounds check, and with it the panic, where nothing shows that it counts"
    yield saw(call, message, receiver=call.receiver, index=call.arguments[0])


def _is_unsafe_here(call: Node, file: RustFile) -> bool:
    """Whether it needs an unsafe block: methods of rows and cells that are called the same do not."""
    around = next((each for each in file.ancestors(call) if each.type in _UNSAFE_PLACES), None)
    return around is not None and (around.type == "unsafe_block" or is_unsafe(around))


def _passes_on(file: RustFile) -> bool:
    """Whether the function itself is an unchecked one, or the type's own indexing."""
    return "unchecked" in function_name(file) or owner_of(file.unit) in ("Index", "IndexMut")
