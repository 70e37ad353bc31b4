"""How much time each rule takes on some files."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from cProfile import Profile
from types import CodeType
from typing import NamedTuple

from ..analysis.manifest_rule import ManifestRule
from ..analysis.rule import all_rules
from ..disk import source
from ..disk.discovery import Job
from ..disk.indexing import indexed, roots_of
from ..disk.judging import judge_file
from ..report.model import Problem

SECONDS = 10
"""After so long no further file is judged."""


class Timed(NamedTuple):
    """How many of the files were judged, in how many seconds, and what each rule took with all that it asked for."""

    files: int
    of: int
    findings: int
    seconds: float
    rules: Mapping[str, float]
    problems: list[Problem]


def timed(jobs: Sequence[Job]) -> Timed:
    """Judges files in this process, one after the other, under the stopwatch of the standard library."""
    index = indexed(roots_of([job.path for job in jobs]), 1).workspace
    profile = Profile()
    began = time.perf_counter()
    files = findings = 0
    problems: list[Problem] = []
    for job in jobs:
        if time.perf_counter() - began > SECONDS:
            break
        files += 1
        try:
            data = source.read(job.path)
        except (OSError, ValueError):
            continue
        if source.is_binary(data):
            continue
        found, failures = profile.runcall(judge_file, job.path, source.sound(data).text, job.settings, index)
        findings += len(found)
        problems += [Problem(failure.path, failure.message) for failure in failures]
    return Timed(files, len(jobs), findings, time.perf_counter() - began, _by_rule(profile), problems)


def _by_rule(profile: Profile) -> dict[str, float]:
    rules: dict[CodeType, str] = {}
    for name, rule in all_rules().items():
        rules[rule.detect.__code__] = name
        if isinstance(rule, ManifestRule):
            rules[rule.read.__code__] = name
    return {
        rules[entry.code]: entry.totaltime
        for entry in profile.getstats()
        if isinstance(entry.code, CodeType) and entry.code in rules
    }
