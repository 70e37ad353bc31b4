"""The settings as data, how two layers of them merge, and which severity they give a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from .presets import PRESETS

SEVERITIES = ("critical", "warning", "suggestion")
LEVELS = (*SEVERITIES, "off")
OPEN_FILES, WORKSPACE = "openFiles", "workspace"
MODES = (OPEN_FILES, WORKSPACE)
"""Which files an editor shows findings in."""
HINTS = ("future-sizes", "heat")
"""What an editor may show between the words of the code."""

_ALL, _GROUP, _RULE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Settings:
    """One layer of choices. A selector is a rule, a family, a severity or `all`."""

    preset: str | None = None
    """None is not said: `recommended`."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    per_path: tuple[tuple[str, Settings], ...] = ()
    """Layers that hold for the files of a pattern only, in the order in which they come on top of this one."""
    clippy_twins: str = "auto"
    diagnostic_mode: str | None = None
    """None is not said: the files that are open."""
    inlay_hints: Mapping[str, bool] = field(default_factory=dict)
    clippy_runs: bool = False
    """Whether clippy's own words are seen in the same place; that is found out, not chosen."""

    @property
    def has_twins(self) -> bool:
        """Whether the rules that are lints of clippy have a say."""
        return self.clippy_twins == "on" or (self.clippy_twins == "auto" and not self.clippy_runs)

    def shows_hint(self, kind: str) -> bool:
        """Whether inlay hints of a kind, one of `HINTS`, are wanted."""
        return self.inlay_hints.get(kind, False)

    def merged(self, other: Settings) -> Settings:
        """Both layers as one, in which `other` wins wherever they disagree about the same word.

        What it has for single paths is left out: that is only known once there is a path (`in_force`).
        """
        kept = {rule: level for rule, level in self.severity.items() if not (level == "off" and rule in other.select)}
        # Who ignores everything starts anew: what is to be on all the same is said in the same layer.
        selected = () if "all" in other.ignore else _without(self.select, other.ignore)
        return Settings(
            preset=other.preset or self.preset,
            select=_union(selected, other.select),
            ignore=_union(_without(self.ignore, other.select), other.ignore),
            severity={**kept, **other.severity},
            exclude=_union(self.exclude, other.exclude),
            unfixable=_union(self.unfixable, other.unfixable),
            clippy_twins=self.clippy_twins if other.clippy_twins == "auto" else other.clippy_twins,
            diagnostic_mode=other.diagnostic_mode or self.diagnostic_mode,
            inlay_hints={**self.inlay_hints, **other.inlay_hints},
            clippy_runs=other.clippy_runs or self.clippy_runs,
        )


def resolve_severity(settings: Settings, name: str, family: str, severity: str, default: bool) -> str | None:
    """The severity that holds for a rule, or None when the rule is off.

    The narrower selector decides: a rule's own name before its family or severity, these before `all`. Of two
    equally narrow ones `ignore` wins. `severity` names rules and families, and a rule named there is on. Where
    nothing is said of a rule, its preset decides.
    """
    severity, default = _preset(settings.preset, name, severity, default)
    own = settings.severity.get(name)
    group = settings.severity.get(family)
    level = own or (group if group and group != "off" else severity)
    chosen = _narrowest(settings.select, name, family, level)
    ignored = _narrowest(settings.ignore, name, family, level)
    if group == "off" and own is None:
        ignored = max(ignored, _GROUP)
    if own == "off" or (ignored and ignored >= chosen):
        return None
    return level if chosen or default or own else None


def matches(selectors: Collection[str], name: str, family: str, severity: str) -> bool:
    """Whether any of the selectors means this rule."""
    return _narrowest(selectors, name, family, severity) > 0


def _preset(preset: str | None, name: str, severity: str, default: bool) -> tuple[str, bool]:
    """A rule's severity and whether it is on by default, as a preset has them."""
    choice = PRESETS[preset].choices.get(name) if preset else None
    if choice is None:
        return severity, default
    if choice.level in SEVERITIES:
        return choice.level, default
    return severity, choice.level == "on"


def _narrowest(selectors: Collection[str], name: str, family: str, severity: str) -> int:
    if name in selectors:
        return _RULE
    if family in selectors or severity in selectors:
        return _GROUP
    return _ALL if "all" in selectors else 0


def _union(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))


def _without(words: Iterable[str], dropped: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in dropped)
