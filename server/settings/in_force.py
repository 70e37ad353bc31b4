"""What holds for a single file: layers on top of each other, each with what it has for some paths only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .model import Settings
from .patterns import matches_path


class Layer(NamedTuple):
    """Settings with where they come from, for people to read; `pattern` where they hold for some files only."""

    source: str
    settings: Settings
    pattern: str | None = None


class InForce:
    """Answers for the files around one settings file; equal answers are one object, as much hangs on settings."""

    def __init__(self, layers: Sequence[Settings], base: str) -> None:
        """`layers` from the lowest to the highest; patterns count from the folder `base`."""
        self._layers = layers
        self._base = base.replace("\\", "/").rstrip("/") + "/"
        self._patterns = [pattern for layer in layers for pattern, _ in layer.per_path]
        self._known: dict[tuple[bool, ...], Settings] = {}
        self.settings = self._merged(())
        """What holds for all files alike."""

    def of(self, path: str) -> Settings:
        """What holds for the file of an absolute path."""
        if not self._patterns:
            return self.settings
        path = path.replace("\\", "/")
        if not path.startswith(self._base):
            return self.settings
        inner = path[len(self._base) :]
        matched = tuple(matches_path(pattern, inner) for pattern in self._patterns)
        if matched not in self._known:
            self._known[matched] = self._merged(matched)
        return self._known[matched]

    def _merged(self, matched: tuple[bool, ...]) -> Settings:
        is_met = iter(matched)
        whole = Settings()
        for layer in self._layers:
            whole = whole.merged(layer)
            for _, narrower in layer.per_path:
                if next(is_met, False):
                    whole = whole.merged(narrower)
        return whole


def applied(layers: Sequence[Layer], path: str) -> list[Layer]:
    """The layers that hold for a file, each followed by those that it has for a pattern which means the file.

    `path` counts from the folder that patterns count from.
    """
    found: list[Layer] = []
    for source, settings, _ in layers:
        found.append(Layer(source, settings))
        found += [
            Layer(source, narrower, pattern) for pattern, narrower in settings.per_path if matches_path(pattern, path)
        ]
    return found
