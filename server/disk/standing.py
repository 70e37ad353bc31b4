"""What holds for one file of the disk, and why: for `config show` and for reports of trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..analysis.facts.programs.lint_levels import TWINS
from ..analysis.manifest_rule import ManifestRule
from ..analysis.rule import all_rules
from ..analysis.workspace.files import contents
from ..settings import Layer, LoadedSettings, applied, load, matches_path
from ..settings.places import Places
from ..settings.standing import Choice, Verdict, choices, verdict
from .chosen import known_words
from .judging import is_manifest


@dataclass(frozen=True, slots=True)
class Standing:
    """What was chosen in the nearest settings file and on top, and what became of each rule."""

    path: str
    loaded: LoadedSettings
    excluded_by: str | None
    choices: list[Choice]
    verdicts: dict[str, Verdict]
    _places: Places | None = None

    def line(self, choice: Choice) -> int | None:
        """The line of the settings file, from 1, that a choice stands in; None for what came on top."""
        layer = choice.layer
        if self._places is None or layer.source != str(self.loaded.source):
            return None
        above = ("per-path", layer.pattern) if layer.pattern is not None else ()
        return self._places.of((*self.loaded.table, *above, *choice.path)).line + 1


def standing(path: str, over: Sequence[Layer] = (), base: Path | None = None) -> Standing:
    """What holds for a file, or in a folder, by its absolute path; `over` comes on top of the nearest settings file.

    Without such a file patterns count from `base`.
    """
    place = Path(path)
    loaded = load(place if place.is_dir() else place.parent, known_words(), contents)
    below = loaded.source.parent if loaded.source else base or Path(place.anchor)
    inner = place.relative_to(below).as_posix() if place.is_relative_to(below) else ""
    layers = applied([Layer(str(loaded.source), loaded.settings), *over], inner)
    verdicts = {
        name: verdict(layers, name, rule.family, rule.severity.value, rule.default, name in TWINS)
        for name, rule in all_rules().items()
        if place.is_dir() or (isinstance(rule, ManifestRule) if is_manifest(path) else bool(rule.triggers))
    }
    patterns = [pattern for layer in layers for pattern in layer.settings.exclude]
    excluding = next((pattern for pattern in patterns if inner and matches_path(pattern, inner)), None)
    return Standing(path, loaded, excluding, list(choices(layers)), verdicts, _places(loaded))


def _places(loaded: LoadedSettings) -> Places | None:
    try:
        return Places(contents(loaded.source)) if loaded.source else None
    except OSError:
        return None
