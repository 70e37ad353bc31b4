"""A manifest in, its findings out. Manifests are small, so that each edit has the whole text judged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from ..settings import Settings, resolve_severity
from ..toml_text import TomlText
from .finding import Failure, Finding, Severity, Span
from .manifest_rule import CargoFile, Configuration, Manifest, ManifestRule, ManifestSighting, Toolchain
from .refused import refused
from .rule import all_rules
from .suppression import COMMENT, Suppression, file_suppressions, filtered, named, unused
from .workspace.cargo.file_names import Kind, kind_of
from .workspace.cargo.source_marks import StillReading, sources_of


def analyse_manifest(path: str, text: bytes, settings: Settings) -> tuple[list[Finding], list[Failure]]:
    """The findings of a file that cargo reads, with the rules that raised; a text that is no TOML is a failure."""
    kind = kind_of(path) or "manifest"
    try:
        toml = TomlText(_tabled(text) if kind == "toolchain" else text)
    except (ValueError, RecursionError) as error:
        return [], [Failure(path, f"is not valid TOML: {error}", span=_place_of(error, text))]
    file = _KINDS[kind](path, toml)
    severities = _severities(settings)
    found: list[Finding] = []
    failures: list[Failure] = []
    for name, severity in severities.items():
        rule = all_rules()[name]
        assert isinstance(rule, ManifestRule)
        if not isinstance(file, rule.kinds):
            continue
        try:
            found += [_finding(rule, severity, sighting) for sighting in rule.read(file)]
        except StillReading:
            continue
        except Exception as error:
            failures.append(Failure(path, f"{name} failed: {error!r}", name))
    if isinstance(file, Manifest):
        told = {finding.span for finding in found}
        found += [finding for finding in refused(file) if finding.span not in told]
    suppressions = [*file_suppressions(text), *_suppressions(toml)]
    kept = filtered(sorted(found, key=lambda f: (f.span, f.rule)), suppressions, frozenset())
    return kept + unused(suppressions, severities, all_rules()), failures


def sources_behind(path: str, text: bytes) -> Iterator[str]:
    """The sources that the judgement of a file that cargo reads may hang on."""
    try:
        workspace = _KINDS[kind_of(path) or "manifest"](path, TomlText(text)).workspace
    except (ValueError, RecursionError):
        return
    for package in workspace.packages:
        yield from sources_of(workspace.root / package.folder)


_KINDS: dict[Kind, type[CargoFile]] = {"manifest": Manifest, "configuration": Configuration, "toolchain": Toolchain}
_BARE_CHANNEL = re.compile(rb"\s*[\w.-]+\s*")


def _tabled(text: bytes) -> bytes:
    """A toolchain file of the old form holds nothing but the channel; its places are those of a comment."""
    return b"#" + text if _BARE_CHANNEL.fullmatch(text) else text


_BLAMED = re.compile(r"\(at line (\d+), column (\d+)\)$")


def _place_of(error: Exception, text: bytes) -> Span:
    """The rest of the line from where the reader gave up; the end of the text where it wants more."""
    found = _BLAMED.search(str(error)) if isinstance(error, tomllib.TOMLDecodeError) else None
    if isinstance(error, UnicodeDecodeError):
        start = error.start
    elif found is not None:
        row, column = int(found[1]) - 1, int(found[2]) - 1
        lines = text.decode("utf-8").split("\n")
        # The reader was not given the mark at the start.
        column += lines[0].startswith("\ufeff") and row == 0
        start = len("\n".join([*lines[:row], lines[row][:column]]).encode())
    else:
        start = len(text.rstrip())
    end = text.find(b"\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    return Span(start, start + len(line)) if line else Span(max(0, start - 1), start)


def _severities(settings: Settings) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for name, rule in all_rules().items():
        if isinstance(rule, ManifestRule):
            severity = resolve_severity(settings, name, rule.family, rule.severity.value, rule.default)
            if severity is not None:
                found[name] = Severity(severity)
    return found


def _finding(rule: ManifestRule, chosen: Severity, sighting: ManifestSighting) -> Finding:
    severity = rule.severity_of(sighting.severity, chosen)
    return Finding(rule.name, severity, sighting.span, sighting.message, sighting.related, data=dict(sighting.data))


_COMMENT_ONLY = re.compile(rb"[ \t]*#")


def _suppressions(toml: TomlText) -> Iterator[Suppression]:
    """The `# rust-perf: allow(…)` comments, each with the key or table that it covers."""
    for match in COMMENT.finditer(toml.text):
        if match[1] == b"allow":
            place = Span(match.start(), match.end())
            yield Suppression(named(match[2]), place, _covered(toml, place))


def _covered(toml: TomlText, place: Span) -> Span:
    """A comment behind a key covers its line; one on its own line covers the key or table below it."""
    line = toml.text.rfind(b"\n", 0, place.start) + 1
    if not _COMMENT_ONLY.match(toml.text, line):
        end = toml.text.find(b"\n", place.end)
        return Span(line, end if end >= 0 else len(toml.text))
    follows = toml.behind_blank(line)
    ends = [table.end for table in toml.tables if table.header.start == follows]
    ends += [entry.value.end for entry in toml.entries if entry.key.start == follows]
    return Span(line, max(ends, default=place.end))
