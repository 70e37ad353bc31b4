"""What cargo refuses in the profiles of a manifest, and the keys there that it passes over in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .finding import Finding, Severity
from .manifest_rule import Manifest

REFUSED = "invalid-manifest"
"""What such a key is told under; no rule yields it."""

_BUILT_IN = ("dev", "release", "test", "bench")
_SWITCHES = ("debug-assertions", "overflow-checks", "incremental", "rpath")
_NOT_FOR_ONE_PACKAGE = ("panic", "lto", "rpath")
_LTO = ("thin", "fat", "off", "n", "no", "none", "y", "yes", "on")
_DEBUG = (0, 1, 2, "none", "limited", "full", "line-directives-only", "line-tables-only")
_VALUES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "lto": (lambda value: _is_switch(value) or value in _LTO, 'true, false, "thin", "fat" or "off"'),
    "codegen-units": (lambda value: _is_number(value) and value > 0, "a number from 1"),
    "panic": (lambda value: value in ("unwind", "abort", "immediate-abort"), '"unwind" or "abort"'),
    "opt-level": (
        lambda value: value in ("s", "z") or (_is_number(value) and value in range(4)),
        '0 to 3, "s" or "z"',
    ),
    "strip": (
        lambda value: _is_switch(value) or value in ("none", "debuginfo", "symbols"),
        'true, false, "none", "debuginfo" or "symbols"',
    ),
    "debug": (lambda value: _is_switch(value) or value in _DEBUG, 'true, false, 0 to 2, or a name such as "limited"'),
    "inherits": (lambda value: isinstance(value, str), "the name of a profile"),
    **{key: (lambda value: _is_switch(value), "true or false") for key in _SWITCHES},
}


def refused(manifest: Manifest) -> Iterator[Finding]:
    """A finding for each key that keeps cargo from building, and for each that is spelled so that it sets nothing."""
    profiles = manifest.data.get("profile")
    if not manifest.is_root or not isinstance(profiles, dict):
        return
    for name, profile in profiles.items():
        if not isinstance(profile, dict):
            yield _finding(manifest, ("profile", name), f"cargo wants a table for the profile `{name}`")
            continue
        yield from _values(manifest, ("profile", name), profile)
        problem = _parentage(name, profile, manifest)
        if problem:
            yield _finding(manifest, ("profile", name, "inherits"), problem)


def _values(manifest: Manifest, path: tuple[str, ...], profile: Mapping[str, Any]) -> Iterator[Finding]:
    is_override = len(path) > len(("profile", "name"))
    for key, value in profile.items():
        dashed = key.replace("_", "-")
        if key == "package" and isinstance(value, dict) and not is_override:
            for package, own in value.items():
                yield from _values(manifest, (*path, key, package), own if isinstance(own, dict) else {})
        elif key == "build-override" and isinstance(value, dict) and not is_override:
            yield from _values(manifest, (*path, key), value)
        elif key in _VALUES and is_override and key in _NOT_FOR_ONE_PACKAGE:
            yield _finding(manifest, (*path, key), f"cargo takes `{key}` for a whole profile only")
        elif key in _VALUES and not _VALUES[key][0](value):
            yield _finding(manifest, (*path, key), f"cargo refuses this value: `{key}` is {_VALUES[key][1]}")
        elif key != dashed and dashed in _VALUES:
            message = f"cargo passes over `{key}`: the key is spelled `{dashed}`"
            yield _finding(manifest, (*path, key), message, Severity.WARNING)


def _parentage(name: str, profile: Mapping[str, Any], manifest: Manifest) -> str | None:
    """What is wrong with the profile that a profile inherits from."""
    parent = profile.get("inherits")
    if name in ("dev", "release"):
        return f"cargo lets nothing stand above `{name}`" if parent is not None else None
    own, known = manifest.data["profile"], manifest.workspace.config.profiles
    if parent is None:
        is_set = name in _BUILT_IN or "inherits" in manifest.workspace.config.profile(name)
        return None if is_set else f'cargo wants to know what `{name}` inherits from, as in `inherits = "release"`'
    if not isinstance(parent, str) or parent in known:
        return None
    if parent not in own and parent not in _BUILT_IN:
        return f"there is no profile `{parent}` to inherit from"
    return f"`{name}` inherits from itself" if _comes_round(name, own) else None


def _comes_round(name: str, profiles: Mapping[str, Any]) -> bool:
    seen: list[Any] = [name]
    while isinstance(profile := profiles.get(seen[-1]), dict) and isinstance(profile.get("inherits"), str):
        seen.append(profile["inherits"])
        if seen[-1] in seen[:-1]:
            return True
    return False


def _finding(
    manifest: Manifest, path: tuple[str, ...], message: str, severity: Severity = Severity.CRITICAL
) -> Finding:
    return Finding(REFUSED, severity, manifest.place(*path), message)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
