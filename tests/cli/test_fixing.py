"""`--fix`, `--unsafe-fixes` and `--diff`: what is written, what is left, and what is not touched."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.finding import Finding, Severity, Span
from rust_perf_analyzer.commands import fixing, writing
from rust_perf_analyzer.commands.fixing import Change, Plan
from rust_perf_analyzer.quickfix.edit import Edit, Fix, Safety
from rust_perf_analyzer.settings import Settings

from .conftest import FIXED, RULE, SLOW, Check


def test_fix_writes_and_says_what_it_did(check: Check, crate: Path):
    result = check("--fix")
    assert (crate / "src" / "lib.rs").read_text() == FIXED
    assert result.code == 0
    assert f"Fixed 1: 1 {RULE}." in result.out
    again = check("--fix")
    assert "Fixed" not in again.out


def test_fix_says_what_is_left(check: Check, crate: Path):
    (crate / "src" / "lib.rs").write_text(SLOW + SLOW.replace("slow", "other").replace("sleep(", "sleep_ms("))
    result = check("--fix", "--format", "json")
    assert result.code == 1
    assert result.err == f"Fixed 1: 1 {RULE}.\n"
    [left] = json.loads(result.out)["findings"]
    assert left["range"]["start"]["line"] == 4


def test_diff_shows_and_changes_nothing(check: Check, crate: Path):
    (crate / "src" / "crlf.rs").write_bytes(SLOW.replace("\n", "\r\n").encode().rstrip())
    before = {path: path.read_bytes() for path in crate.rglob("*.rs")}
    result = check("--diff")
    assert {path: path.read_bytes() for path in crate.rglob("*.rs")} == before
    assert result.code == 1
    assert "-    std::thread::sleep" in result.out
    assert result.err.startswith("2 findings")


def test_diff_is_a_patch_that_applies(check: Check, crate: Path):
    (crate / "src" / "end.rs").write_bytes(b"// caf\xc3\xa9 \xe2\x80\xa8\x0c\n" + SLOW.rstrip().encode()[:-1] + b"}")
    (crate / "src" / "crlf.rs").write_bytes(SLOW.replace("\n", "\r\n").encode())
    patch = crate / "a.patch"
    patch.write_bytes(check("--diff").out.encode("utf-8", "surrogateescape"))
    subprocess.run(["git", "init", "-q"], cwd=crate, check=True)
    subprocess.run(["git", "apply", "--unidiff-zero", str(patch)], cwd=crate, check=True)
    assert (crate / "src" / "lib.rs").read_text() == FIXED
    assert (crate / "src" / "crlf.rs").read_bytes() == FIXED.replace("\n", "\r\n").encode()
    assert (crate / "src" / "end.rs").read_bytes().endswith(FIXED.rstrip().encode())


def test_stdin_is_fixed_to_stdout(check: Check):
    result = check("-", "--fix", stdin=SLOW.encode())
    assert result.out == FIXED
    assert "Fixed 1" in result.err
    unchanged = check("-", "--fix", stdin=b"fn a() {}\n")
    assert unchanged.out == "fn a() {}\n"
    odd = check("-", "--fix", stdin=b"// \xff\n")
    assert (odd.code, odd.out) == (0, "// \udcff\n")


def test_unfixable_rules_are_only_shown(check: Check, crate: Path):
    (crate / "rust-perf.toml").write_text('unfixable = ["asynchrony"]')
    assert check("--fix").code == 1
    assert (crate / "src" / "lib.rs").read_text() == SLOW


def test_a_file_that_is_no_utf8_is_not_rewritten(check: Check, crate: Path):
    data = b"// \xff\n" + SLOW.encode()
    (crate / "src" / "lib.rs").write_bytes(data)
    assert check("--fix").code == 1
    assert (crate / "src" / "lib.rs").read_bytes() == data


def test_mode_is_kept_and_nothing_is_left_lying_about(check: Check, crate: Path):
    (crate / "src" / "lib.rs").chmod(0o640)
    check("--fix")
    assert (crate / "src" / "lib.rs").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (crate / "src").iterdir()) == ["lib.rs"]


def test_a_link_is_not_written_through(check: Check, crate: Path):
    (crate / "outside").write_text(SLOW)
    (crate / "src" / "link.rs").symlink_to(crate / "outside")
    result = check("--fix", "src/link.rs")
    assert result.code == 2
    assert "src/link.rs: not fixed: it is a link" in result.err
    assert (crate / "outside").read_text() == SLOW
    assert RULE in result.out


def test_a_file_that_changed_meanwhile_is_left_untouched(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    real = Plan.changes

    def meanwhile(plan: Plan):
        (crate / "src" / "lib.rs").write_text(SLOW + "// typed\n")
        return real(plan)

    monkeypatch.setattr(Plan, "changes", meanwhile)
    result = check("--fix")
    assert result.code == 2
    assert "src/lib.rs: not fixed: it changed meanwhile" in result.err
    assert (crate / "src" / "lib.rs").read_text() == SLOW + "// typed\n"
    assert "Fixed" not in result.out


def test_files_that_belong_together_are_written_together_or_not_at_all(crate: Path):
    one, two = crate / "one.rs", crate / "two.rs"
    one.write_bytes(b"1")
    two.write_bytes(b"other")
    group = [Change(str(one), b"1", b"11"), Change(str(two), b"2", b"22")]
    assert writing.write(group) == (str(two), "not fixed: it changed meanwhile")
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"other")
    two.write_bytes(b"2")
    assert writing.write(group) is None
    assert (one.read_bytes(), two.read_bytes()) == (b"11", b"22")


def test_a_write_that_fails_half_way_is_taken_back(crate: Path, monkeypatch: pytest.MonkeyPatch):
    one, two = crate / "one.rs", crate / "two.rs"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    real = Path.replace

    def failing(path: Path, target: str):
        if str(target).endswith("two.rs"):
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    refused = writing.write([Change(str(one), b"1", b"11"), Change(str(two), b"2", b"22")])
    assert refused == (str(two), "not fixed: no space left on device")
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    assert sorted(path.name for path in crate.iterdir()) == ["Cargo.toml", "one.rs", "src", "two.rs"]


def test_a_file_that_is_made_needs_no_folder_and_no_other_text(crate: Path):
    made = crate / ".cargo" / "config.toml"
    group = [Change(str(crate / "src" / "lib.rs"), SLOW.encode(), b""), Change(str(made), b"", b"[build]\n", True)]
    made.parent.mkdir()
    made.write_bytes(b"# typed meanwhile\n")
    assert writing.write(group) == (str(made), "not fixed: it is there meanwhile")
    assert (crate / "src" / "lib.rs").read_text() == SLOW
    made.unlink()
    made.parent.rmdir()
    assert writing.write(group) is None
    assert made.read_bytes() == b"[build]\n"


def test_a_finding_that_only_another_file_is_made_for_is_fixed(fake: Fake, crate: Path):
    made = str(crate / "made.toml")
    fake.fix = Fix("", Safety.SAFE, (Edit(Span(0, 0), "a = 1\n", made, makes_file=True),))
    plan = plan_for("fn x() { x() }", fake)
    left = plan.left["src/lib.rs"]
    assert (left.findings, left.fixed.total()) == ([], 2)
    [[change]] = plan.changes()
    assert change == Change(made, b"", b"a = 1\n", True)
    assert fixing.unified_diff(change, "made.toml").startswith("--- /dev/null\n+++ b/made.toml\n")


def test_a_file_that_is_there_is_not_made(fake: Fake, crate: Path):
    there = str(crate / "Cargo.toml")
    fake.fix = Fix("", Safety.SAFE, (Edit(Span(0, 0), "a = 1\n", there, makes_file=True),))
    plan = plan_for("fn x() {}", fake)
    assert (plan.changes(), plan.left["src/lib.rs"].fixed.total()) == ([], 0)


class Fake:
    """An engine that finds each `x` and fixes it as it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fix = Fix("", Safety.SAFE, ())
        monkeypatch.setattr(fixing, "judge_file", self._judge)
        monkeypatch.setattr(fixing, "fix_of", self._fix)

    def _judge(self, path: str, text: bytes, settings: Settings, index: object = None):
        spots = [at for at, byte in enumerate(text) if byte == ord("x")]
        return [Finding(RULE, Severity.WARNING, Span(at, at + 1), "") for at in spots], []

    def _fix(self, finding: Finding, path: str, text: bytes) -> Fix:
        own = tuple(Edit(finding.span, edit.text) for edit in self.fix.edits if not edit.path)
        return Fix("", self.fix.safety, own + tuple(edit for edit in self.fix.edits if edit.path))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    return Fake(monkeypatch)


def plan_for(text: str, fake: Fake, *, unsafe: bool = False, path: str = "src/lib.rs") -> Plan:
    plan = Plan(frozenset({Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}))
    plan.fix(path, Settings(), text.encode())
    return plan


def news(plan: Plan) -> dict[str, bytes]:
    return {change.path: change.new for group in plan.changes() for change in group}


def own(text: str, safety: Safety = Safety.SAFE) -> Fix:
    return Fix("", safety, (Edit(Span(0, 0), text),))


@pytest.mark.parametrize(
    ("safety", "unsafe", "applied"),
    [(Safety.SAFE, False, 1), (Safety.UNSAFE, False, 0), (Safety.UNSAFE, True, 1), (Safety.SHOW, True, 0)],
)
def test_only_allowed_fixes_are_applied(fake: Fake, safety: Safety, unsafe: bool, applied: int):
    fake.fix = own("y", safety)
    plan = plan_for("fn x() {}", fake, unsafe=unsafe)
    assert plan.left["src/lib.rs"].fixed.total() == applied
    assert len(news(plan)) == applied


@pytest.mark.parametrize("text", ["x", "xx"])
def test_fixes_that_never_end_are_stopped(fake: Fake, text: str):
    fake.fix = own(text)
    plan = plan_for("fn x() {}", fake)
    assert plan.left["src/lib.rs"].fixed.total() <= 2**fixing.MAX_ROUNDS


def test_a_fix_that_breaks_the_text_is_not_made_but_the_others_are(fake: Fake, monkeypatch: pytest.MonkeyPatch):
    def mixed(finding: Finding, path: str, text: bytes) -> Fix:
        broken = text[finding.span.start - 3 : finding.span.start] == b"fn "
        return Fix("", Safety.SAFE, (Edit(finding.span, "(" if broken else "y"),))

    monkeypatch.setattr(fixing, "fix_of", mixed)
    assert news(plan_for("fn x() { x(); }", fake)) == {"src/lib.rs": b"fn x() { y(); }"}


def test_edits_of_other_files_are_made_once_and_tie_the_files(fake: Fake, crate: Path):
    manifest = str(crate / "Cargo.toml")
    old = Path(manifest).read_bytes()
    fake.fix = Fix("", Safety.SAFE, (Edit(Span(0, 0), "y"), Edit(Span(0, 0), "# feature\n", manifest)))
    plan = Plan(frozenset({Safety.SAFE}))
    plan.fix("a.rs", Settings(), b"fn x() { x() }")
    plan.fix("b.rs", Settings(), b"fn x() {}")
    [group] = plan.changes()
    assert [Path(change.path).name for change in group] == ["Cargo.toml", "a.rs", "b.rs"]
    assert news(plan)[manifest] == b"# feature\n" + old


def test_a_manifest_s_own_fixes_start_from_what_others_edit_there(fake: Fake, crate: Path):
    manifest = str(crate / "Cargo.toml")
    Path(manifest).write_bytes(b"x = 1\n")
    fake.fix = Fix("", Safety.SAFE, (Edit(Span(0, 0), "y"), Edit(Span(6, 6), "z = 2\n", manifest)))
    plan = Plan(frozenset({Safety.SAFE}))
    plan.fix("a.rs", Settings(), b"fn x() {}")
    fake.fix = own("y")
    plan.fix(manifest, Settings())
    assert news(plan)[manifest] == b"y = 1\nz = 2\n"
    fake.fix = Fix("", Safety.SAFE, (Edit(Span(0, 0), "y"), Edit(Span(6, 6), "w = 3\n", manifest)))
    plan.fix("late.rs", Settings(), b"fn x() {}")
    assert news(plan)[manifest] == b"y = 1\nz = 2\n"
    assert "late.rs" not in news(plan)
