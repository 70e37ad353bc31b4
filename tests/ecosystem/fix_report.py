"""The results of `fix_all.py` for people."""

from __future__ import annotations

from collections import Counter
from typing import Any

_SHOWN = 4


def told(name: str, facts: dict[str, Any]) -> str:
    """One crate: what was fixed in it, whether it compiles, which tests pass no more."""
    fixed = facts.get("fixed", {})
    rules = ", ".join(f"{count} {rule}" for rule, count in sorted(fixed.items())) or "nothing"
    lines = [f"{name}: {_check(facts)}; {_tests(facts)}; fixed {rules}"]
    for error in facts.get("after", {}).get("errors", [])[:_SHOWN]:
        lines += [f"    {line}" for line in error.rstrip().splitlines()]
    lines += [f"    new warning: {lint} ({count})" for lint, count in sorted(new_warnings(facts).items())]
    lines += [f"    test passes no more: {test}" for test in sorted(lost_tests(facts))[: 2 * _SHOWN]]
    return "\n".join(lines)


def _check(facts: dict[str, Any]) -> str:
    if not facts.get("before", {}).get("ok"):
        reason = facts.get("before", {}).get("trouble", "").strip().splitlines()
        return f"cannot be built here ({reason[0] if reason else 'errors of its own'})"
    if "after" not in facts:
        return "check ok, nothing changed"
    return "check ok" if facts["after"]["ok"] else "CHECK FAILS"


def _tests(facts: dict[str, Any]) -> str:
    before, after = facts.get("tests_before"), facts.get("tests_after")
    if before is None:
        return "tests not run"
    if not before["built"]:
        return "tests cannot be built here"
    passed = f"{len(before['passed'])} tests pass, {len(before['failed'])} fail as released"
    if after is None:
        return passed
    if not after["built"]:
        return f"{passed}; TESTS DO NOT BUILD"
    lost = len(lost_tests(facts))
    return f"{passed}; {'the same after' if not lost else f'{lost} OF THEM FAIL AFTER'}"


def lost_tests(facts: dict[str, Any]) -> set[str]:
    """The tests that passed and, with the fixes, do not; those that had no time to end are not known."""
    before, after = facts.get("tests_before"), facts.get("tests_after")
    if not before or not after or not after["built"]:
        return set()
    missing = set(before["passed"]) - set(after["passed"])
    return missing if after["finished"] else missing & set(after["failed"])


def new_warnings(facts: dict[str, Any]) -> Counter[str]:
    """The lints that the compiler tells more often than before."""
    if "after" not in facts or not facts["after"]["ok"]:
        return Counter()
    return Counter(facts["after"]["warnings"]) - Counter(facts["before"]["warnings"])


def is_broken(facts: dict[str, Any]) -> bool:
    """Whether the fixes took something away from the crate."""
    tests = facts.get("tests_after", {})
    return not facts.get("after", {}).get("ok", True) or not tests.get("built", True) or bool(lost_tests(facts))


def summary(known: dict[str, dict[str, Any]]) -> tuple[str, bool]:
    """All crates in a few lines, and whether one of them is broken."""
    built = {name: facts for name, facts in known.items() if facts.get("before", {}).get("ok")}
    changed = [facts for facts in built.values() if "after" in facts]
    tested = [facts for facts in changed if facts.get("tests_after")]
    fixed: Counter[str] = Counter()
    for facts in built.values():
        fixed.update(facts.get("fixed", {}))
    broken = sorted(name for name, facts in built.items() if is_broken(facts))
    passing = sum(len(facts["tests_before"]["passed"]) for facts in tested)
    lines = [
        "",
        f"{len(built)} of {len(known)} crates can be built here; {fixed.total()} fixes in {len(changed)} of them:",
        *(f"  {count:>4} {rule}" for rule, count in sorted(fixed.items())),
        f"cargo check: {sum(facts['after']['ok'] for facts in changed)} of {len(changed)} ok",
        f"unit tests: {sum(not lost_tests(f) for f in tested)} of {len(tested)} crates as before, {passing} tests",
        f"broken: {', '.join(broken) or 'none'}",
        f"not built here: {', '.join(sorted(known.keys() - built.keys())) or 'none'}",
    ]
    return "\n".join(lines), bool(broken)
