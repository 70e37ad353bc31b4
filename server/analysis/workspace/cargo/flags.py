"""The flags that rustc is given, as configuration files, workflows and scripts write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CODEGEN = re.compile(r"(?:-C|--codegen)[ =]*([a-z-]+)(?:=([\w.+,-]+))?")


class CodegenFlag(NamedTuple):
    """One `-C name=value`."""

    name: str
    value: str


def codegen_flags(words: Iterable[str]) -> Iterator[CodegenFlag]:
    """The `-C` flags among words, in whichever of their spellings."""
    for match in _CODEGEN.finditer(" ".join(words)):
        yield CodegenFlag(match[1], match[2] or "")


def value_of(words: Iterable[str], name: str) -> str | None:
    """The value of a `-C` flag; the last one holds."""
    found = [flag.value for flag in codegen_flags(words) if flag.name == name]
    return found[-1] if found else None


def uses_avx512(words: Iterable[str]) -> bool:
    """Whether code for AVX-512 is asked for: by its features, or by a level that contains them."""
    for name, value in codegen_flags(words):
        if name == "target-feature" and any(each.startswith("+avx512") for each in value.split(",")):
            return True
        if name == "target-cpu" and (value in _WITH_AVX512 or value.startswith(_SERVERS_WITH_AVX512)):
            return True
    return False


_WITH_AVX512 = frozenset({"x86-64-v4", "znver4", "znver5", "knl", "knm", "rocketlake", "tigerlake"})
_SERVERS_WITH_AVX512 = ("skylake-avx512", "cascadelake", "cooperlake", "icelake", "sapphirerapids", "graniterapids")
