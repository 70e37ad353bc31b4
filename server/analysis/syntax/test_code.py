"""Which units are only compiled for tests."""

from __future__ import annotations

import re

from .units import Unit

CFG_TEST = re.compile(rb"#!?\[\s*cfg\s*\(\s*(all\s*\(\s*)?test\b|#!?\[\s*cfg\s*\(\s*any\s*\(\s*test\b")
_TEST_ATTRIBUTE = re.compile(
    rb"#\[\s*(\w+\s*::\s*)*(test|bench|rstest|test_case|quickcheck|proptest|tokio_test|test_log|case)\b"
)
_TEST_NAME = re.compile(rb"_for_test(s|ing)?$")


def is_test_unit(unit: Unit) -> bool:
    """Whether the unit, or a module or impl around it, is only compiled for tests, or is named as made for them."""
    for frame in unit.frames:
        if is_test_module(frame.kind, frame.name) or (b"test" in frame.head and _has(frame.head, CFG_TEST)):
            return True
    head = unit.data[unit.start : unit.node.start_byte]
    if b"#[" in head and (_has(head, CFG_TEST) or _has(head, _TEST_ATTRIBUTE)):
        return True
    name = unit.node.child_by_field_name("name") if unit.node.type == "function_item" else None
    return name is not None and bool(_TEST_NAME.search(unit.data, name.start_byte, name.end_byte))


def _has(head: bytes, attribute: re.Pattern[bytes]) -> bool:
    """Whether there is such an attribute in front of an item; its documentation may show some."""
    if attribute.search(head) is None:
        return False
    code = b"\n".join(line for line in head.splitlines() if not line.lstrip().startswith(b"//"))
    return attribute.search(code) is not None


def is_test_module(kind: str, name: str) -> bool:
    """Whether a module is called as modules of tests are."""
    return kind == "mod_item" and (name in ("test", "tests", "bench", "benches") or name.endswith(("_test", "_tests")))
