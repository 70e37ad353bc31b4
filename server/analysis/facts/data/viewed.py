"""Functions that take a `&str` or a slice, and no `&String` or `&Vec`, by the argument that it is."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"

# A method's arguments are counted without its receiver.
TAKES_VIEW: tuple[Known[int], ...] = (
    known(0, f"{_STD}/string/struct.String.html", "std::string::String::push_str"),
    known(1, f"{_STD}/string/struct.String.html", "std::string::String::insert_str"),
    known(0, f"{_STD}/primitive.str.html", *below("std::string::String std::primitive::str", "eq_ignore_ascii_case")),
    known(1, f"{_STD}/primitive.str.html", *below("std::string::String std::primitive::str", "replace replacen")),
    known(0, f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::extend_from_slice"),
    known(0, f"{_STD}/str/fn.from_utf8.html", "std::str::from_utf8", "std::string::String::from_utf8_lossy"),
    known(0, f"{_STD}/option/enum.Option.html", "std::option::Option::expect", "std::result::Result::expect"),
)
