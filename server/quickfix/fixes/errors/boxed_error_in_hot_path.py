"""An enum with a variant for each thing that goes wrong: a preview, as its names are for a person to find."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.errors.boxed_errors import boxed_error
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_TEXT = re.compile(r'\b(?:bail|anyhow|eyre|miette|ok_or|context|wrap_err)!?\(\s*"((?:[^"\\{}]|\\.)+)"')
_WORDS = 3


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the function's failures have words of their own, the variants are named by them."""
    view, place = file.view_at(finding.span), finding.captures.get("function")
    function = file.node_at(place, view) if view is not None and place is not None else None
    error = boxed_error(function, view) if function is not None and view is not None else None
    name = function.child_by_field_name("name") if function is not None else None
    result = function.child_by_field_name("return_type") if function is not None else None
    if view is None or function is None or error is None or name is None or result is None:
        return None
    enum = f"{_camel(view.text(name).split('_'))}Error"
    given = f"Result<{view.text(error.written)}, {enum}>" if error.alone else enum
    written = Edit(span_of(result if error.alone else error.written), given)
    above = view.unit.start
    text = _enum(enum, function, view, file.indentation(function.start_byte), file.newline)
    return Fix(f"Return an enum, `{enum}`", Safety.SHOW, (Edit(Span(above, above), text), written))


def _enum(name: str, function: Node, view: RustFile, indent: str, newline: str) -> str:
    texts = dict.fromkeys(_TEXT.findall(view.text(function)))
    variants = [(text, _camel(re.findall(r"[A-Za-z]+", text)[:_WORDS])) for text in texts]
    known = [(text, variant) for text, variant in variants if variant] or [("failed", "Failed")]
    lines = [part for text, variant in known for part in (f'    #[error("{text}")]', f"    {variant},")]
    whole = ["#[derive(Debug, thiserror::Error)]", f"pub enum {name} {{", *lines, "}", ""]
    return "".join(f"{indent}{line}{newline}" if line else newline for line in whole)


def _camel(words: list[str]) -> str:
    return "".join(word[:1].upper() + word[1:].lower() for word in words if word)
