"""Diagnostics as a client pulls them: reports in JSON, and the ids by which it says what it has already.

An id is drawn from what it stands for, so that nothing has to be remembered of what was answered.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import NamedTuple


class RawJson(str):
    """An answer that is JSON already."""

    __slots__ = ()


class Result(NamedTuple):
    """What there is to say of one document, and its version when it is open."""

    uri: str
    version: int | None
    diagnostics: str
    """In JSON, with commas between them."""
    id: str


def result(uri: str, version: int | None, diagnostics: str) -> Result:
    """A result with its id."""
    return Result(uri, version, diagnostics, blake2b(diagnostics.encode(), digest_size=8).hexdigest())


def document_report(result: Result, previous: str | None) -> RawJson:
    """The answer to somebody who asks for one document, and has `previous`."""
    return RawJson(f"{{{_report(result, previous)}}}")


def workspace_report(result: Result, previous: str | None) -> str:
    """One item of the answer to somebody who asks for all documents."""
    version = "null" if result.version is None else result.version
    return f'{{"uri":{json.dumps(result.uri)},"version":{version},{_report(result, previous)}}}'


def cleared_report(uri: str) -> str:
    """The item for a document of which there is nothing to say any more; it has no id, to be told once."""
    return f'{{"uri":{json.dumps(uri)},"version":null,"kind":"full","items":[]}}'


def _report(result: Result, previous: str | None) -> str:
    if previous == result.id:
        return f'"kind":"unchanged","resultId":"{result.id}"'
    return f'"kind":"full","resultId":"{result.id}","items":[{result.diagnostics}]'
