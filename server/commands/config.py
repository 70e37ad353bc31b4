"""`config show`: which settings hold for a file, where each was chosen, and which rules are on for what reason."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from ..analysis.rule import all_rules
from ..disk.source import Shown
from ..disk.standing import Standing, standing
from ..report.terminal import Paint, printable
from ..settings import SEVERITIES
from ..settings.standing import Choice, Verdict

_NOT_KNOWN = "What an editor or the command line says comes on top, and is not known here."


class Told:
    """One file's settings as they are told."""

    def __init__(self, path: str, here: str) -> None:
        self._shown = Shown(here)
        self._found: Standing = standing(os.path.abspath(path))  # noqa: PTH100 — links are not followed
        self.has_problems = bool(self._found.loaded.problems)

    def as_text(self, paint: Paint) -> Iterator[str]:
        """Lines for people."""
        found, loaded = self._found, self._found.loaded
        yield paint("bold", printable(self._shown(found.path)))
        yield f"settings: {printable(self._shown(str(loaded.source))) if loaded.source else 'none; no file has any'}"
        if found.excluded_by:
            yield f'not looked at: exclude = "{printable(found.excluded_by)}"'
        for problem in loaded.problems:
            yield paint("critical", f"{problem.place}: {printable(problem.message)}")
        yield _NOT_KNOWN
        if found.choices:
            yield ""
            yield paint("bold", "chosen")
            texts = [printable(choice.text) for choice in found.choices]
            yield from self._columns(texts, [self._where(choice) for choice in found.choices], paint)
        for level in (*SEVERITIES, None):
            yield from self._group(level, paint)

    def as_json(self) -> str:
        """The same for tools; `severity` is null for a rule that is off."""
        found, loaded = self._found, self._found.loaded
        return json.dumps(
            {
                "path": self._shown(found.path),
                "settings": self._shown(str(loaded.source)) if loaded.source else None,
                "excludedBy": found.excluded_by,
                "problems": [
                    {"line": problem.line + 1, "column": problem.character + 1, "message": problem.message}
                    for problem in loaded.problems
                ],
                "choices": [
                    {"key": choice.path[0], "text": choice.text, "value": choice.value, **self._place(choice)}
                    for choice in found.choices
                ],
                "rules": [
                    {
                        "name": name,
                        "family": all_rules()[name].family,
                        "severity": verdict.severity,
                        "why": verdict.why,
                        **(self._place(verdict.choice) if verdict.choice else {}),
                    }
                    for name, verdict in found.verdicts.items()
                ],
            },
            indent=2,
        )

    def _group(self, level: str | None, paint: Paint) -> Iterator[str]:
        rules = {name: verdict for name, verdict in self._found.verdicts.items() if verdict.severity == level}
        if rules:
            yield ""
            yield paint(level or "dim", f"{level or 'off'} · {len(rules)}")
            yield from self._columns(list(rules), [self._why(verdict) for verdict in rules.values()], paint)

    def _columns(self, left: list[str], right: list[str], paint: Paint) -> Iterator[str]:
        widest = max(map(len, left))
        for one, two in zip(left, right, strict=True):
            yield f"  {one:<{widest}}  {paint('dim', two)}".rstrip()

    def _why(self, verdict: Verdict) -> str:
        why = printable(verdict.why)
        return f"{why}  {self._where(verdict.choice)}" if verdict.choice else why

    def _where(self, choice: Choice) -> str:
        place = self._place(choice)
        pattern = f' for "{place["pattern"]}"' if place["pattern"] is not None else ""
        return printable(f"{place['file']}:{place['line']}{pattern}")

    def _place(self, choice: Choice) -> dict[str, object]:
        layer = choice.layer
        return {"file": self._shown(layer.source), "line": self._found.line(choice), "pattern": layer.pattern}


def told(path: Path) -> Told:
    """What is told of a file that need not exist, or of a folder."""
    return Told(str(path), str(Path.cwd()))
