"""Why things are as they are: which choice of which place decides about a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from .in_force import Layer
from .keys import KEYS
from .model import SEVERITIES, Settings, resolve_severity
from .presets import PRESETS

Path = tuple[str | int, ...]


class Choice(NamedTuple):
    """One choice of one layer: the keys down to it from the layer's own table, and what was chosen."""

    layer: Layer
    path: Path
    value: Any

    @property
    def text(self) -> str:
        """The choice on a line, as TOML spells it."""
        key, *below = self.path
        name = ".".join(map(str, [key, *(word for word in below if isinstance(word, str))]))
        return f"{name} = {_spelled(self.value)}"


class Verdict(NamedTuple):
    """What became of a rule: its severity, None where it is off, and the choice or the words that tell why."""

    severity: str | None
    why: str
    choice: Choice | None = None


def choices(layers: Sequence[Layer]) -> Iterator[Choice]:
    """Every choice that was made, from the lowest layer to the highest."""
    for layer in layers:
        for name in KEYS:
            value = getattr(layer.settings, name.replace("-", "_"))
            if name == "per-path" or value == _UNSAID[name]:
                continue
            if isinstance(value, Mapping):
                yield from (Choice(layer, (name, word), chosen) for word, chosen in value.items())
            else:
                yield Choice(layer, (name,), value)


def verdict(layers: Sequence[Layer], name: str, family: str, severity: str, default: bool, is_twin: bool) -> Verdict:
    """Why a rule is on or off; `severity` and `default` are the rule's own, `is_twin` those that clippy has as well."""
    whole = Settings()
    for layer in layers:
        whole = whole.merged(layer.settings)
    preset = PRESETS[whole.preset].choices.get(name) if whole.preset else None
    level = resolve_severity(Settings(preset=whole.preset), name, family, severity, default)
    found = Verdict(level, f"preset {whole.preset}: {preset.why}" if preset else _by_itself(default))
    so_far = Settings(preset=whole.preset)
    for layer in layers:
        so_far = so_far.merged(replace(layer.settings, preset=None))
        level = resolve_severity(so_far, name, family, severity, default)
        if level != found.severity:
            choice = _deciding(layer, name, family, level or found.severity or severity, level is None)
            found = Verdict(level, choice.text if choice else "what was chosen below is taken back", choice)
    if found.severity is not None and is_twin and not whole.has_twins:
        chosen = [choice for choice in choices(layers) if choice.path == ("clippy-twins",)]
        return Verdict(None, chosen[-1].text if chosen else "clippy says it itself", chosen[-1] if chosen else None)
    return found


def _by_itself(default: bool) -> str:
    return "by default" if default else "off by default"


def _deciding(layer: Layer, name: str, family: str, level: str, is_off: bool) -> Choice | None:
    """The narrowest word of a layer that turns a rule on or off, or gives it its severity."""
    settings = layer.settings
    for word in (name, family):
        said = settings.severity.get(word)
        if said is not None and (said == "off") is is_off:
            return Choice(layer, ("severity", word), said)
    key, selectors = ("ignore", settings.ignore) if is_off else ("select", settings.select)
    for word in (name, family, level, *SEVERITIES, "all"):
        if word in selectors:
            return Choice(layer, (key, selectors.index(word)), word)
    return None


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_spelled, value))}]"
    return f'"{value}"'


_UNSAID = {field.name.replace("_", "-"): getattr(Settings(), field.name) for field in fields(Settings)}
