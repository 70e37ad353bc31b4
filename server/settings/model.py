"""The settings as data, how two layers of them merge, and which severity they give a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

SEVERITIES = ("critical", "warning", "suggestion")
LEVELS = (*SEVERITIES, "off")
OPEN_FILES, WORKSPACE = "openFiles", "workspace"
MODES = (OPEN_FILES, WORKSPACE)
"""Which files an editor shows findings in."""

_ALL, _GROUP, _RULE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Settings:
    """One layer of choices. A selector is a rule, a family, a severity or `all`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    clippy_twins: str = "auto"
    diagnostic_mode: str | None = None
    """None is not said: the files that are open."""
    clippy_runs: bool = False
    """Whether clippy's own words are seen in the same place; that is found out, not chosen."""

    @property
    def has_twins(self) -> bool:
        """Whether the rules that are lints of clippy have a say."""
        return self.clippy_twins == "on" or (self.clippy_twins == "auto" and not self.clippy_runs)

    def merged(self, other: Settings) -> Settings:
        """Both layers as one, in which `other` wins wherever they disagree about the same word."""
        kept = {rule: level for rule, level in self.severity.items() if not (level == "off" and rule in other.select)}
        return Settings(
            select=_union(_without(self.select, other.ignore), other.select),
            ignore=_union(_without(self.ignore, other.select), other.ignore),
            severity={**kept, **other.severity},
            exclude=_union(self.exclude, other.exclude),
            unfixable=_union(self.unfixable, other.unfixable),
            clippy_twins=self.clippy_twins if other.clippy_twins == "auto" else other.clippy_twins,
            diagnostic_mode=other.diagnostic_mode or self.diagnostic_mode,
            clippy_runs=other.clippy_runs or self.clippy_runs,
        )


def resolve_severity(settings: Settings, name: str, family: str, severity: str, default: bool) -> str | None:
    """The severity that holds for a rule, or None when the rule is off.

    The narrower selector decides: a rule's own name before its family or severity, these before `all`. Of two
    equally narrow ones `ignore` wins. `severity` names rules and families, and a rule named there is on.
    """
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
