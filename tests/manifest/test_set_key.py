"""A key is set in whatever form its table has, and no other byte changes."""

from __future__ import annotations

import tomllib

import pytest
from rust_perf_analyzer.quickfix.edit import apply
from rust_perf_analyzer.quickfix.manifest_file import ManifestFile

NEW_TABLE = '[profile.release]\nlto = "thin"\n'
FORMS = {
    "": NEW_TABLE,
    "[package]\nname = 'a'": f"[package]\nname = 'a'\n\n{NEW_TABLE}",
    "[package]\nname = 'a'\n\n\n": f"[package]\nname = 'a'\n\n\n{NEW_TABLE}",
    "[profile.release]": NEW_TABLE,
    "[profile.release] # why\r\ndebug = 1 # so\r\n\r\n[a]\r\n": (
        '[profile.release] # why\r\ndebug = 1 # so\r\nlto = "thin"\r\n\r\n[a]\r\n'
    ),
    "[profile.release]\nlto=false#no\n": '[profile.release]\nlto="thin"#no\n',
    "\ufeff[profile.release]\r\n\tlto = 'off'\r\n": '\ufeff[profile.release]\r\n\tlto = "thin"\r\n',
    "[profile.release]\n  debug = [\n 1,\n]\n": '[profile.release]\n  debug = [\n 1,\n]\n  lto = "thin"\n',
    "[profile.release.package.x]\nopt-level = 3\n": f"{NEW_TABLE}\n[profile.release.package.x]\nopt-level = 3\n",
    "a = 1\n\n# x alone\n[profile.release.package.x]\n": (
        f"a = 1\n\n{NEW_TABLE}\n# x alone\n[profile.release.package.x]\n"
    ),
    "[profile.dev]\ndebug = 1\n\n[a]\n": f"[profile.dev]\ndebug = 1\n\n{NEW_TABLE}\n[a]\n",
    "[profile.dev]\ndebug = 1\n[a]\n": f"[profile.dev]\ndebug = 1\n\n{NEW_TABLE}\n[a]\n",
    "[profile.dev]\ndebug = 1\n# lto = 1\n\n# of a\n[a]\n": (
        f"[profile.dev]\ndebug = 1\n# lto = 1\n\n{NEW_TABLE}\n# of a\n[a]\n"
    ),
    "[profile.dev]\ndebug = 1\n# of a\n[a]\n": f"[profile.dev]\ndebug = 1\n\n{NEW_TABLE}\n# of a\n[a]\n",
    "[profile.dev]\r\n[a]\r\n[profile.bench]": (
        '[profile.dev]\r\n[a]\r\n[profile.bench]\r\n\r\n[profile.release]\r\nlto = "thin"\r\n'
    ),
    "\ufeff# only words\n": f"\ufeff# only words\n\n{NEW_TABLE}",
    "\ufeff": f"\ufeff{NEW_TABLE}",
    "[profile]\nrelease = {}\n": '[profile]\nrelease = { lto = "thin" }\n',
    "[profile]\nrelease = { debug = 1 }\n": '[profile]\nrelease = { debug = 1, lto = "thin" }\n',
    "[profile]\nrelease.debug = 1\n": '[profile]\nrelease.debug = 1\nrelease.lto = "thin"\n',
    "profile.release.debug = 1\n[a]\n": 'profile.release.debug = 1\nprofile.release.lto = "thin"\n[a]\n',
    "[profile]\nrelease.package.x.debug = 1\n[a]\n": (
        '[profile]\nrelease.package.x.debug = 1\nrelease.lto = "thin"\n[a]\n'
    ),
    "[profile]\n\"release\".'debug' = 1\n": '[profile]\n"release".\'debug\' = 1\nrelease.lto = "thin"\n',
    "profile = { dev = {} }\n": 'profile = { dev = {}, release.lto = "thin" }\n',
}


@pytest.mark.parametrize("before", FORMS)
def test_a_key_is_set_where_its_table_is(before: str) -> None:
    file = ManifestFile("Cargo.toml", before.encode())
    edit = file.set_key(("profile", "release", "lto"), '"thin"')
    assert edit is not None
    after = apply(file.text, [edit]).decode()
    assert after == FORMS[before]
    assert tomllib.loads(after.removeprefix("\ufeff"))["profile"]["release"]["lto"] == "thin"


@pytest.mark.parametrize(
    "text",
    [
        b"[profile]\nrelease = 'x'\n",
        b"[profile.release.lto]\nx = 1\n",
        b"[[profile.release]]\ndebug = 1\n",
        b"profile = []\n",
    ],
)
def test_a_form_that_cannot_be_extended_is_left_alone(text: bytes) -> None:
    assert ManifestFile("Cargo.toml", text).set_key(("profile", "release", "lto"), '"thin"') is None


def test_keys_that_stand_there_already_are_not_added_with_others() -> None:
    file = ManifestFile("Cargo.toml", b"[lints.clippy]\nor_fun_call = { level = 'allow' }\nx.level = 'deny'\n")
    assert file.add_keys(("lints", "clippy"), {"or_fun_call": '"warn"', "unused_async": '"warn"'}) is None
    assert file.add_keys(("lints", "clippy"), {"x": '"warn"', "unused_async": '"warn"'}) is None
    assert file.add_keys(("lints", "clippy"), {"y": '"warn"', "unused_async": '"warn"'}) is not None
