"""Methods that put words to an error, and their twins that take a closure and ask for the words only then."""

from __future__ import annotations

from typing import NamedTuple

from .schema import Known, known


class Lazy(NamedTuple):
    """The twin of a method, and the parameters that its closure has on a `Result` and on an `Option`."""

    name: str
    parameters: str = "||"
    of_options: str = "||"


_WORDS = Lazy("with_context")

LAZY_ERRORS: tuple[Known[Lazy], ...] = (
    known(
        Lazy("ok_or_else"), "https://doc.rust-lang.org/std/option/enum.Option.html#method.ok_or_else",
        "std::option::Option::ok_or",
    ),
    known(_WORDS, "https://docs.rs/anyhow/latest/anyhow/trait.Context.html", "anyhow::Context::context"),
    known(_WORDS, "https://docs.rs/eyre/latest/eyre/trait.ContextCompat.html", "eyre::ContextCompat::context"),
    known(
        Lazy("wrap_err_with"), "https://docs.rs/eyre/latest/eyre/trait.WrapErr.html", "eyre::WrapErr::wrap_err",
    ),
    known(
        Lazy("wrap_err_with"), "https://docs.rs/color-eyre/latest/color_eyre/eyre/trait.WrapErr.html",
        "color_eyre::WrapErr::wrap_err",
    ),
    known(_WORDS, "https://docs.rs/miette/latest/miette/trait.Context.html", "miette::Context::context"),
    known(
        Lazy("wrap_err_with"), "https://docs.rs/miette/latest/miette/trait.Context.html", "miette::Context::wrap_err",
    ),
    known(
        Lazy("with_context", "|_|"), "https://docs.rs/snafu/latest/snafu/trait.ResultExt.html",
        "snafu::ResultExt::context",
    ),
    known(
        Lazy("attach_printable_lazy"), "https://docs.rs/error-stack/0.5/error_stack/trait.ResultExt.html",
        "error_stack::ResultExt::attach_printable", versions="<0.6",
    ),
)  # fmt: skip
