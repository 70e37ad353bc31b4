"""`Cargo.toml` is judged as it is typed, with the sources that hang on it."""

from __future__ import annotations

from .conftest import MANIFEST
from .window import Window

PROFILE = '\n[profile.release]  # é😀\nlto = true\ncodegen-units = 16\npanic = "abort"\nstrip = "symbols"\n'


def test_a_profile_is_judged_and_fixed(window: Window):
    try:
        file = window.write("Cargo.toml", MANIFEST + PROFILE + '\n[lints.rust]\nunsafe_code = "forbid"\n')
        (found,) = file.until_found("many-codegen-units")
        assert found["range"][0] == [*file.place("codegen-units")]
        fix, *_ = [action for action in file.actions(file.place("codegen-units")) if action["isPreferred"]]
        file.apply(file.place("codegen-units"), fix["title"])
        file.until_found()
        assert "codegen-units = 1\n" in file.text
        assert file.text.replace("codegen-units = 1\n", "codegen-units = 16\n") == file.path.read_text()
    finally:
        window.write("Cargo.toml", MANIFEST)
