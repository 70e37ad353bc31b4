"""What the methods of texts return, in the form of `signatures_std`."""

from __future__ import annotations

from .schema import Known, below, known

_STR = "https://doc.rust-lang.org/std/primitive.str.html"
_TEXTS = "std::primitive::str std::string::String"

METHODS: tuple[Known[str], ...] = (
    known("& str", _STR, *below(_TEXTS, "trim trim_start trim_end trim_matches trim_start_matches trim_end_matches")),
    known(
        "iter<& str>", _STR,
        *below(
            _TEXTS,
            "split rsplit splitn rsplitn split_whitespace split_ascii_whitespace split_terminator split_inclusive",
            "lines matches rmatches",
        ),
    ),
    known("Option<& str>", _STR, *below(_TEXTS, "strip_prefix strip_suffix")),
    known("Option<(& str, & str)>", _STR, *below(_TEXTS, "split_once rsplit_once")),
    known("(& str, & str)", _STR, *below(_TEXTS, "split_at")),
    known(
        "String", _STR,
        *below(_TEXTS, "to_lowercase to_uppercase to_ascii_lowercase to_ascii_uppercase repeat replace replacen"),
    ),
    known("Option<usize>", _STR, *below(_TEXTS, "find rfind")),
    known("bool", _STR, *below(_TEXTS, "contains starts_with ends_with is_empty")),
)  # fmt: skip
