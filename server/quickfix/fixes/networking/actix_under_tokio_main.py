"""`#[actix_web::main]`: the system and the single-threaded runtime that actix-web is made for."""

from __future__ import annotations

import re

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

# Any other argument asks for something that the other attribute cannot give.
_PLAIN = re.compile(r"#\[\s*tokio\s*::\s*main\s*(\(\s*(flavor\s*=\s*\"current_thread\"\s*,?\s*)?\))?\s*\]")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the crate names actix-web itself, with its macros on; they came with version 3."""
    crate = file.crate
    name = next((key for key, each in crate.dependencies.items() if each.name == "actix-web"), None)
    if name is None or crate.is_version("actix_web", ">=3") is not True:
        return None
    features = crate.dependencies[name]
    if not (features.defaults or "macros" in features.features) or not _PLAIN.fullmatch(file.slice(finding.span)):
        return None
    return Fix(f"Start actix-web with `#[{name}::main]`", Safety.SAFE, (Edit(finding.span, f"#[{name}::main]"),))
