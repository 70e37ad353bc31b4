"""Writes the JSON schema of the settings, and the presets on their page; `--check` only says if one is stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / ".dev" / "link"))

from rust_perf_analyzer.disk.chosen import known_rules  # noqa: E402
from rust_perf_analyzer.settings.presets import PRESETS  # noqa: E402
from rust_perf_analyzer.settings.schema import FILE, schema  # noqa: E402

PAGE = ROOT / "docs" / "settings.md"
BEGIN, END = "<!-- presets: written by `make bless` -->\n", "<!-- end of presets -->\n"


def presets() -> str:
    """A list a preset: what is changed, with the reason."""
    lines: list[str] = []
    for name, preset in PRESETS.items():
        lines += ["", f"**`{name}`**: {preset.about}", ""] if lines else [f"**`{name}`**: {preset.about}", ""]
        by_choice: dict[tuple[str, str], list[str]] = {}
        for rule, (level, why) in preset.choices.items():
            by_choice.setdefault((level, why), []).append(f"`{rule}`")
        lines += [f"- {level}: {', '.join(rules)} – {why}." for (level, why), rules in by_choice.items()]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip("\n") + "\n"


def written() -> dict[Path, str]:
    """The files as they should be."""
    before, rest = PAGE.read_text().split(BEGIN)
    page = f"{before}{BEGIN}\n{presets()}\n{END}{rest.split(END)[1]}"
    return {FILE: json.dumps(schema(known_rules()), indent=1) + "\n", PAGE: page}


if __name__ == "__main__":
    stale = [path for path, text in written().items() if not path.exists() or path.read_text() != text]
    if "--check" in sys.argv and stale:
        sys.exit(f"{', '.join(path.name for path in stale)}: stale; run `make bless`")
    for path in stale:
        path.write_text(written()[path])
