"""A service whose requests wait for files through `tokio::fs` pays a trip to a thread pool for each call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.blocking.pooled_files import file_waits
from ...facts.code.rust_file import RustFile
from ...facts.data.async_files import POOLED, URING
from ...facts.data.schema import names_of
from ...facts.programs.programs import SERVERS
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.heat import heat_of
from ...facts.running.heat_model import Level
from ...finding import Severity
from ...rule import Call, Place, Sighting, calls, rule, saw

_FEWEST = 2
_STREAMS = re.compile(rb"\b(ReaderStream|FramedRead|copy_buf|NamedFile)\b")  # these go on reading what was opened


@rule(Severity.SUGGESTION, on=calls(*names_of(POOLED)), default=False, heat=True)
def uring_candidate(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The first file call of a function that requests run, and in which files are most of what is waited for."""
    crate = file.crate
    if not crate.known or not crate.uses(*SERVERS) or crate.uses(*names_of(URING)):
        return
    waits, every = file.once("file waits", file.unit.node, lambda: file_waits(file.unit.node, file))
    streams = _STREAMS.search(file.unit.text) is not None
    if call.node not in waits[:1] or len(waits) + streams < _FEWEST or (2 * len(waits) < every and not streams):
        return
    if is_settings_code(file) or heat_of(call.node, file).level < Level.REQUEST:
        return
    message = "each file call of this request path is a task on the blocking pool: io_uring would need no thread"
    yield saw(call, message, related=tuple(Place(each, "a task on the blocking pool") for each in waits[1:]))
