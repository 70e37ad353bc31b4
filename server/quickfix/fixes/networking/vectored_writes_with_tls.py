"""Without the call hyper asks the stream itself."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The call goes, with its line where it is a statement."""
    receiver, statement = finding.captures.get("receiver"), finding.captures.get("statement")
    if receiver is None:
        return None
    gone = Span(receiver.end, finding.span.end)
    if statement is not None and file.slice(receiver).isidentifier():
        start = file.text.rfind(b"\n", 0, statement.start) + 1
        end = file.text.find(b"\n", statement.end) + 1
        if file.text[start:end].strip() != file.text[statement.start : statement.end]:
            return None
        gone = Span(start, end)
    return Fix("Let hyper choose how it writes", Safety.SAFE, (Edit(gone, ""),))
