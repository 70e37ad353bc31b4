"""One `write_vectored` of all parts: a preview, as it may write less than all of them."""

from __future__ import annotations

import itertools

from ....analysis.facts.code.calls import called_name
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.networking.write_runs import Write, run_from
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_TITLE = "Hand the parts to one `write_vectored`, and repeat it for what that leaves"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where nothing stands between the writes, and each is of bytes."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    run = run_from(call, view) if view is not None and call is not None else []
    if view is None or len(run) < 2 or any(not _are_beside(one, two, file) for one, two in itertools.pairwise(run)):
        return None
    parts = [_slice(each, view) for each in run]
    if None in parts:
        return None
    written = ", ".join(f"std::io::IoSlice::new({part})" for part in parts)
    whole = f"{view.text(run[0].stream)}.write_vectored(&[{written}])"
    rest = Span(run[0].statement.end_byte, run[-1].statement.end_byte)
    return Fix(_TITLE, Safety.SHOW, (Edit(span_of(run[0].call), whole), Edit(rest, "")))


def _are_beside(one: Write, two: Write, file: FixFile) -> bool:
    return not file.text[one.statement.end_byte : two.statement.start_byte].strip()


def _slice(write: Write, view: RustFile) -> str | None:
    """What is written, as bytes."""
    name, text = called_name(write.call, view), view.text(write.value)
    if name in ("write", "write_all"):
        return text
    if not text.replace("_", "").isalnum() or name.endswith(("_u8", "_i8")):
        return f"&[{text}]" if name == "write_u8" else None
    return f"&{text}.to_{'le' if name.endswith('_le') else 'be'}_bytes()"
