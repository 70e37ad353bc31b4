"""A parameter that asks for a reference to an owner of memory: callers without one have to allocate it first."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.moves.owner_references import owner_parameters
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(
    Severity.SUGGESTION,
    on=nodes("function_item", "function_signature_item"),
    needs=(b"String", b"Vec<", b"PathBuf", b"Cow<"),
)
def ptr_arg(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Parameters `&Vec<T>`, `&String`, `&PathBuf` and `&Cow<_>` of which only the memory behind them is used."""
    for parameter in owner_parameters(call.node, file):
        name, owner = file.text(parameter.name), file.text(parameter.owner)
        message = f"`{name}` is only read as `&{parameter.instead}`: callers without a `{owner}` have to make one"
        yield saw(parameter.owner, message, data={"name": name})
