"""Code that lends a foreign library to Rust, where unsafe code is the purpose and not the exception."""

from __future__ import annotations

import re
from pathlib import PurePath

from .rust_file import RustFile

_CRATE = re.compile(r"(.*[-_])?(sys|ffi|bindings?|capi|c[-_]api|jni|uniffi|napi|wasm)([-_].*)?")
_PART = re.compile(r"ffi|.*_ffi|ffi_.*|sys|.*_sys|bindings?|bindgen|c_?api|jni|libc|winapi|win32|syscalls?|objc")


def is_binding_code(file: RustFile) -> bool:
    """Whether the crate, or the module, is called as bindings are."""
    if _CRATE.fullmatch(file.crate.name):
        return True
    path = PurePath(file.path)
    parts = (
        path.parts[len(file.crate.root.parts) :] if file.crate.root is not None and path.is_absolute() else path.parts
    )
    return any(_PART.fullmatch(part) for part in (*parts[:-1], path.stem))
