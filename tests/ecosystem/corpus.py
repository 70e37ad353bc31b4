"""Released crates and applications: where their sources lie, what `check` says of them, what a reader thought of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from rust_perf_analyzer.analysis.rule import all_rules

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / ".cache" / "ecosystem"
VERDICTS = HERE / "verdicts"
CHECK = ("-P", "-m", "rust_perf_analyzer", "check", "--format", "json", ".", "--select")
MANIFEST = "manifest"
CHECK_SECONDS = 600

Judgement = Literal["right", "wrong"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)


class Release(NamedTuple):
    """One archive of the registry."""

    name: str
    version: str


@dataclass(frozen=True)
class Crate:
    """A released crate, or an application whose crates were released one by one: its `members`, as cargo names them."""

    name: str
    version: str
    kind: Literal["app", "lib"]
    why: str
    members: tuple[str, ...] = ()

    @property
    def releases(self) -> tuple[Release, ...]:
        """What is fetched: members that are not written `name@version` have the version of the application."""
        named = (member.partition("@") for member in self.members or (self.name,))
        return tuple(Release(name, version or self.version) for name, _, version in named)

    @property
    def selected(self) -> str:
        """The families that are asked: an application's manifests are put together here, and are not judged."""
        if not self.members:
            return "all"
        return ",".join(sorted({rule.family for rule in all_rules().values()} - {MANIFEST}))

    @property
    def directory(self) -> Path:
        return SOURCES / f"{self.name}-{self.version}"

    @property
    def verdict_file(self) -> Path:
        return VERDICTS / f"{self.name}.jsonl"

    def line_count(self) -> int:
        return sum(file.read_bytes().count(b"\n") for file in self.directory.rglob("*.rs"))


class Place(NamedTuple):
    """What a verdict is about. Two findings of one rule on one line are judged as one."""

    crate: str
    path: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.crate}:{self.path}:{self.line}:{self.rule}"


@dataclass(frozen=True)
class Finding:
    place: Place
    last_line: int
    severity: str
    message: str


@dataclass(frozen=True)
class Report:
    crate: Crate
    findings: tuple[Finding, ...]
    errors: tuple[str, ...]
    files: int

    def places(self) -> set[Place]:
        return {finding.place for finding in self.findings}


@dataclass(frozen=True)
class Verdict:
    crate: str
    version: str
    path: str
    line: int
    rule: str
    verdict: Judgement
    why: str

    @property
    def place(self) -> Place:
        return Place(self.crate, self.path, self.line, self.rule)


@dataclass(frozen=True)
class Precision:
    right: int
    wrong: int

    @property
    def share(self) -> float:
        return self.right / (self.right + self.wrong)

    def __str__(self) -> str:
        return f"{self.share:.0%} ({self.right} right, {self.wrong} wrong)"


@cache
def crates() -> tuple[Crate, ...]:
    table = tomllib.loads((HERE / "crates.toml").read_text(encoding="utf-8"))
    workspaces = (entry | {"kind": "app", "members": tuple(entry["members"])} for entry in table["workspace"])
    return tuple(Crate(**entry) for entry in (*table["crate"], *workspaces))


def crate_named(name: str) -> Crate:
    for crate in crates():
        if crate.name == name:
            return crate
    raise KeyError(f"`{name}` is not in crates.toml")


def check(crate: Crate) -> Report:
    """Run the released command over one crate, from inside it, so that paths are the crate's own."""
    command = [sys.executable, *CHECK, crate.selected]
    try:
        ran = subprocess.run(command, cwd=crate.directory, capture_output=True, timeout=CHECK_SECONDS)
    except subprocess.TimeoutExpired:
        return Report(crate, (), (f"not done after {CHECK_SECONDS} s",), 0)
    if ran.returncode in (0, 1) and ran.stdout:
        return _report(crate, json.loads(ran.stdout))
    words = ran.stderr.decode("utf-8", "replace").strip()
    return Report(crate, (), (f"exit code {ran.returncode}: {words[-2000:]}",), 0)


def check_all(chosen: Sequence[Crate]) -> dict[str, Report]:
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return {report.crate.name: report for report in pool.map(check, chosen)}


def _report(crate: Crate, answer: dict[str, Any]) -> Report:
    findings = (_finding(crate, found) for found in answer["findings"])
    errors = (f"{error['path']}: {error['message']}" for error in answer["errors"])
    ordered = sorted(findings, key=lambda finding: (finding.place, finding.message))
    return Report(crate, tuple(ordered), tuple(errors), answer["files"])


def _finding(crate: Crate, found: dict[str, Any]) -> Finding:
    start, end = found["range"]["start"]["line"], found["range"]["end"]["line"]
    place = Place(crate.name, Path(found["path"]).as_posix(), start + 1, found["rule"])
    return Finding(place, end + 1, found["severity"], found["message"])


def verdicts(crate: Crate) -> dict[Place, Verdict]:
    """A later line replaces an earlier one, so that several readers can append at once."""
    return {verdict.place: verdict for verdict in _recorded(crate)}


def _recorded(crate: Crate) -> Iterator[Verdict]:
    if not crate.verdict_file.exists():
        return
    for number, line in enumerate(crate.verdict_file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield _verdict(crate, json.loads(line))
        except (ValueError, TypeError) as error:
            raise ValueError(f"{crate.verdict_file.name}:{number}: {error}") from None


def _verdict(crate: Crate, fact: dict[str, Any]) -> Verdict:
    verdict = Verdict(**fact)
    if (verdict.crate, verdict.version) != (crate.name, crate.version):
        raise ValueError(f"is about {verdict.crate} {verdict.version}, crates.toml has {crate.version}")
    if verdict.verdict not in JUDGEMENTS:
        raise ValueError(f"`{verdict.verdict}` is neither right nor wrong")
    if not verdict.why.strip():
        raise ValueError("a verdict needs a reason")
    return verdict


def record(place: Place, judgement: str, why: str) -> Verdict:
    crate = crate_named(place.crate)
    fact = {**place._asdict(), "version": crate.version, "verdict": judgement, "why": why}
    verdict = _verdict(crate, fact)
    crate.verdict_file.parent.mkdir(exist_ok=True)
    with crate.verdict_file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(verdict), ensure_ascii=False) + "\n")
    return verdict


def precision_by_rule(reports: dict[str, Report]) -> dict[str, Precision]:
    """Judged over the findings of today: a false alarm that is gone weighs no more."""
    counted: Counter[tuple[str, Judgement]] = Counter()
    for report in reports.values():
        known = verdicts(report.crate)
        counted.update((p.rule, known[p].verdict) for p in report.places() if p in known)
    rules = sorted({rule for rule, _ in counted})
    return {rule: Precision(counted[rule, "right"], counted[rule, "wrong"]) for rule in rules}


def density(reports: dict[str, Report]) -> str:
    """Findings per 1,000 lines of each crate and of all, as a table."""
    rows = [(name, len(reports[name].findings), reports[name].crate.line_count()) for name in sorted(reports)]
    rows.append(("all", sum(found for _, found, _ in rows), sum(size for *_, size in rows)))
    head = f"{'crate':<20}{'findings':>9}{'lines':>9}{'per 1,000':>11}"
    return "\n".join([head, *(_density_row(*row) for row in rows)])


def _density_row(name: str, found: int, size: int) -> str:
    return f"{name:<20}{found:>9}{size:>9}{1000 * found / max(size, 1):>11.2f}"
