"""A program writes JSON that only it reads back: a binary format of the same types is several times as fast."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.programs.programs import is_one_shot
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.cold_paths import is_cold_path
from ...facts.running.startup import is_startup
from ...facts.serialization.internal_json import kept_as_json, other_side
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw

_CALLS = tuple(
    f"serde_json::{name}" for name in ("to_string", "to_vec", "to_writer", "from_str", "from_slice", "from_reader")
)


@rule(Severity.WARNING, on=calls(*_CALLS), heat=True)
def json_for_internal_data(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Entries of caches, queues and databases of the program's own, where both sides are seen."""
    if is_settings_code(file) or is_one_shot(file.crate):
        return
    kept = kept_as_json(call.node, file)
    if kept is None or is_cold_path(call.node, file) or is_startup(call.node, file) or other_side(kept, file) is None:
        return
    what = "written to" if kept.written else "read from"
    message = (
        f"`{kept.type}` is JSON when {what} {kept.store}, though only this program reads it: texts are built and parsed"
    )
    yield saw(call, message)
