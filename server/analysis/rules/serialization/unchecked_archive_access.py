"""rkyv takes bytes from outside for an archive unchecked: a damaged file is undefined behaviour."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.data.archives import UNCHECKED
from ...facts.data.schema import facts_by_name
from ...facts.serialization.archives import is_vouched_for
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw

_CHECKED = facts_by_name(UNCHECKED)


@rule(Severity.WARNING, on=calls(*_CHECKED), needs=b"unsafe")
def unchecked_archive_access(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Bytes that nothing vouches for: no check, no comment, and not written by the function itself."""
    if call.callee is None or file.crate.name.startswith("rkyv") or is_vouched_for(call.node, file):
        return
    checked = _CHECKED[call.callee]
    message = f"`{call.name}` trusts these bytes: damaged or foreign ones are undefined behaviour; `{checked}` asks"
    yield saw(call, message, data={"checked": checked})
