"""Show the findings that nobody has judged yet, with the code around them, and write the judgement down.

read_findings.py [--crate NAME] [--rule RULE] [--show unread|right|wrong|all]
read_findings.py --record right "held across the await" bb8:src/inner.rs:42:sync-guard-across-await
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from corpus import (
    JUDGEMENTS,
    Finding,
    Place,
    Report,
    Verdict,
    check_all,
    crate_named,
    crates,
    record,
    verdicts,
)


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if options.record:
            judgement, why = options.record
            return _record(judgement, why, options.places)
        return _read(options)
    except (KeyError, ValueError, FileNotFoundError) as error:
        parser.error(str(error.args[0] if isinstance(error, KeyError) else error))


def _parser() -> argparse.ArgumentParser:
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("places", nargs="*", metavar="CRATE:PATH:LINE:RULE", help="what --record is about")
    parser.add_argument("--crate", help="only this crate")
    parser.add_argument("--rule", help="only this rule")
    parser.add_argument("--show", choices=("unread", *JUDGEMENTS, "all"), default="unread")
    parser.add_argument("--context", type=int, default=12, metavar="LINES", help="lines of code on each side")
    parser.add_argument("--record", nargs=2, metavar=("VERDICT", "WHY"), help="right or wrong, and why")
    return parser


def _record(judgement: str, why: str, places: list[str]) -> int:
    if not places:
        raise ValueError("--record needs at least one CRATE:PATH:LINE:RULE")
    for place in [_place(text) for text in places]:
        record(place, judgement, why)
        print(f"{judgement}: {place}")
    return 0


def _place(text: str) -> Place:
    crate, path, line, rule = text.split(":") if text.count(":") == 3 else ("", "", "", "")
    if not line.isdecimal():
        raise ValueError(f"`{text}` is not CRATE:PATH:LINE:RULE")
    place = Place(crate, path, int(line), rule)
    if not 1 <= place.line <= len(_lines(place)):
        raise ValueError(f"{crate}:{path} has no line {line}")
    return place


def _read(options: argparse.Namespace) -> int:
    chosen = [crate_named(options.crate)] if options.crate else crates()
    shown: Counter[str] = Counter()
    for report in check_all(chosen).values():
        for error in report.errors:
            print(f"{report.crate.name}: {error}", file=sys.stderr)
        for finding, judged in _matching(report, options):
            print(_with_source(finding, judged, options.context))
            shown[finding.place.rule] += 1
    for rule, count in shown.most_common():
        print(f"{count:>6}  {rule}")
    print(f"{shown.total():>6}  findings ({options.show})")
    return 0


def _matching(report: Report, options: argparse.Namespace) -> Iterable[tuple[Finding, Verdict | None]]:
    known = verdicts(report.crate)
    for finding in report.findings:
        judged = known.get(finding.place)
        state = judged.verdict if judged else "unread"
        if options.show in (state, "all") and options.rule in (None, finding.place.rule):
            yield finding, judged


def _with_source(finding: Finding, judged: Verdict | None, context: int) -> str:
    place = finding.place
    lines = _lines(place)
    first, last = max(place.line - context, 1), min(finding.last_line + context, len(lines))
    head = [f"\n{place}", f"{finding.severity}: {finding.message}"]
    if judged:
        head.append(f"judged {judged.verdict}: {judged.why}")
    code = [
        f"{number:>6} {'>' if place.line <= number <= finding.last_line else ' '} {lines[number - 1]}"
        for number in range(first, last + 1)
    ]
    return "\n".join(head + code)


def _lines(place: Place) -> list[str]:
    file = crate_named(place.crate).directory / place.path
    return file.read_text(encoding="utf-8", errors="replace").split("\n")


if __name__ == "__main__":
    sys.exit(main())
