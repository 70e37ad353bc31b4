"""Every key and table of a document has its place."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.toml_text import TomlText

TEXT = '''# größer 😀
[package] # [not.a.table]
name = "a#b" # c
"quoted key".'other' = 1
list = [1, "]", # ]
  { x = 1, y.z = """a "quoted" ]""" }, \'\'\'it's\'\'\',
]

[[bin]]
path = 'x.rs'

[target.'cfg(any(unix, windows))'.dependencies]
libc = { version = "1", features = ["std"] }
'''.encode()


def test_places_hold_what_they_say() -> None:
    toml = TomlText(TEXT)
    found = {
        ".".join(entry.path): (TEXT[entry.key.start : entry.key.end], TEXT[entry.value.start : entry.value.end])
        for entry in toml.entries
    }
    assert found["package.name"] == (b"name", b'"a#b"')
    assert found["package.quoted key.other"] == (b"\"quoted key\".'other'", b"1")
    assert found["package.list.y.z"] == (b"y.z", b'"""a "quoted" ]"""')
    assert found["bin.path"] == (b"path", b"'x.rs'")
    assert found["target.cfg(any(unix, windows)).dependencies.libc.version"] == (b"version", b'"1"')
    assert [TEXT[t.header.start : t.header.end] for t in toml.tables] == [
        b"[package]",
        b"[[bin]]",
        b"[target.'cfg(any(unix, windows))'.dependencies]",
    ]
    assert TEXT[toml.head().start : toml.head().end] == b"[package] # [not.a.table]"


@pytest.mark.parametrize("text", [b"a = ", b"[a", b"a = 1\na = 2", b"\xff", b"a = [1,,2]"])
def test_what_is_no_toml_is_a_value_error(text: bytes) -> None:
    with pytest.raises(ValueError):
        TomlText(text)
