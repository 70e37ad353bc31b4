"""What the functions of the workspace say of their parameters."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.heads import parameter_for
from ..code.paths import canonical
from ..code.rust_file import RustFile
from .helpers import functions_called


class Wanted(NamedTuple):
    """The written type of a parameter, and where it is written."""

    written: Node
    view: RustFile

    @property
    def pointee(self) -> Node | None:
        """What a reference refers to."""
        return self.written.child_by_field_name("type") if self.written.type == "reference_type" else None

    @property
    def is_slice(self) -> bool:
        """Whether it is a reference to a slice."""
        return is_slice(self.written)

    @property
    def is_text_or_path(self) -> bool:
        """Whether it is a reference to a text or a path that somebody else owns."""
        inner = self.pointee
        if inner is None or inner.type not in ("primitive_type", "type_identifier", "scoped_type_identifier"):
            return False
        return self.view.text(inner) == "str" or canonical(inner, self.view) == "std::path::Path"


def is_slice(written: Node) -> bool:
    """Whether a written type is a reference to a slice."""
    inner = written.child_by_field_name("type") if written.type == "reference_type" else None
    return inner is not None and inner.type == "array_type" and inner.child_by_field_name("length") is None


def wanted_by(call: Node, index: int, file: RustFile) -> Wanted | None:
    """What a function of the workspace wants as that argument; None where nobody knows which function it is."""
    units = functions_called(call, file) if index >= 0 else ()
    if len(units) != 1:
        return None
    parameter = parameter_for(index, call, units[0].node)
    written = parameter.child_by_field_name("type") if parameter is not None else None
    return Wanted(written, file.view(units[0])) if written is not None else None
