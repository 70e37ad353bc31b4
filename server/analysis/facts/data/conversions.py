"""Traits that a function asks of an argument only to turn it into what it works with."""

from __future__ import annotations

from .schema import Known, known

_CONVERT = "https://doc.rust-lang.org/std/convert"

# By trait: the method that converts, and the type that it gives, `{}` for the argument of the trait.
CONVERTING: tuple[Known[tuple[str, str]], ...] = (
    known(("as_ref", "&{}"), f"{_CONVERT}/trait.AsRef.html", "std::convert::AsRef"),
    known(("into", "{}"), f"{_CONVERT}/trait.Into.html", "std::convert::Into"),
    known(("to_string", "String"), "https://doc.rust-lang.org/std/string/trait.ToString.html", "std::string::ToString"),
)

# What a bound beside it may say without the body making use of it.
BESIDE: tuple[Known[None], ...] = (
    known(None, "https://doc.rust-lang.org/std/marker/", "std::marker::Send", "std::marker::Sync", "std::marker::Unpin", "std::marker::Copy", "std::marker::Sized"),
    known(None, "https://doc.rust-lang.org/std/clone/trait.Clone.html", "std::clone::Clone"),
    known(None, "https://doc.rust-lang.org/std/fmt/trait.Debug.html", "std::fmt::Debug"),
)  # fmt: skip
