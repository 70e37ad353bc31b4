"""Every page has its form, the index and the pages agree, and no link leads nowhere."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import rust_perf_analyzer.catalog as catalog
from rust_perf_analyzer.catalog.pages import load, page_path, parse

HOME = Path(catalog.__file__).resolve().parent
INDEX = HOME / "README.md"
CASE_STUDIES = sorted((HOME / "case_studies").glob("*.md"))
PAGES = sorted(path for path in HOME.glob("*/*.md") if path.parent.name != "case_studies")
SECTIONS = [
    "What it flags",
    "Why it costs",
    "Instead",
    "When it is fine",
    "Fix",
    "How to measure",
    "References",
]
WITH_PAGES = [
    "asynchrony",
    "networking",
    "memory",
    "serialization",
    "concurrency",
    "manifest",
    "errors",
    "io",
    "generics",
    "unsafe_code",
    "clippy_twins",
]
WITHOUT_PAGES = ["measured"]

every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
every_file = pytest.mark.parametrize("path", [INDEX, *PAGES, *CASE_STUDIES], ids=lambda path: path.stem)


def local_links(path: Path) -> list[str]:
    targets: list[str] = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target]


def test_the_first_sixteen_rules_have_pages() -> None:
    assert len(PAGES) >= 16


@every_page
def test_page_is_found_by_its_rule_name(path: Path) -> None:
    assert page_path(path.stem).resolve() == path
    assert load(path.stem).title == path.stem


@every_page
def test_page_lies_in_a_family(path: Path) -> None:
    assert path.parent.name in WITH_PAGES


@every_page
def test_summary_is_one_sentence(path: Path) -> None:
    summary = load(path.stem).summary
    assert summary.endswith(".")
    assert not re.search(r"[.!?]\s+[A-Z]", summary)


@every_page
def test_sections_stand_in_order(path: Path) -> None:
    page = load(path.stem)
    assert list(page.sections) == SECTIONS
    assert all(page.sections.values())


@every_page
def test_flagged_code_stands_in_what_it_flags_and_clean_code_after_it(path: Path) -> None:
    page = load(path.stem)
    flagged = [block for block in page.blocks if block.kind == "flagged"]
    clean = [block for block in page.blocks if block.kind == "clean"]
    assert flagged and all(block.code in page.sections["What it flags"] for block in flagged)
    after = page.sections["Instead"] + page.sections["When it is fine"]
    assert clean and all(block.code in after for block in clean)
    assert {block.kind for block in page.blocks} <= {"flagged", "clean", ""}


@every_page
def test_blocks_know_their_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for block in load(path.stem).blocks:
        assert lines[block.line - 1] == block.code.splitlines()[0]


@every_page
def test_page_names_its_sources_and_its_suppression(path: Path) -> None:
    page = load(path.stem)
    assert page.sources and all(source.startswith("https://") for source in page.sources)
    assert f"rust-perf: allow({path.stem}) " in page.sections["When it is fine"]
    assert re.match(r"\*\*(Safe|Unsafe|Shown|None)\*\*|\*\*(Safe|Unsafe|Shown|None)\.\*\*", page.sections["Fix"])


@every_file
def test_local_links_resolve(path: Path) -> None:
    broken = [link for link in local_links(path) if not (path.parent / link.partition("#")[0]).is_file()]
    assert broken == []


def test_index_lists_each_page_and_case_study_once() -> None:
    listed = Counter(local_links(INDEX))
    expected = {path.relative_to(HOME).as_posix() for path in [*PAGES, *CASE_STUDIES]}
    assert listed == Counter(expected)


def test_index_lists_pages_under_their_family() -> None:
    sections = parse(INDEX.read_text(encoding="utf-8")).sections
    for path in PAGES:
        assert f"[{path.stem}]({path.parent.name}/{path.name}) | " in sections[path.parent.name]


def test_index_names_every_family() -> None:
    sections = parse(INDEX.read_text(encoding="utf-8")).sections
    assert [name for name in WITH_PAGES if name not in sections] == []
    assert [name for name in WITHOUT_PAGES if f"**{name}**" not in sections["Families without pages yet"]] == []


@pytest.mark.parametrize("path", CASE_STUDIES, ids=lambda path: path.stem)
def test_case_study_has_its_parts(path: Path) -> None:
    sections = parse(path.read_text(encoding="utf-8")).sections
    assert list(sections) == ["What happened", "Figures", "What we learn", "Rules", "Source"]
    assert "https://" in sections["Source"]
    assert any(link.endswith(".md") for link in local_links(path))


def test_there_are_eight_case_studies() -> None:
    assert len(CASE_STUDIES) >= 8


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(LookupError, match="`blocking-sleep-in-async`"):
        page_path("blocking-sleep-in-asnyc")
    with pytest.raises(LookupError):
        load("cloudflare-pingora")


def test_headings_inside_code_are_no_sections() -> None:
    front_matter = "---\nsources:\n  - https://a.example\n---\n"
    page = parse(f"{front_matter}\n# r\n\nOne\nline.\n\n## A\n\n```toml x\n# c\n## d\n```\n")
    assert (page.title, page.summary, page.sources) == ("r", "One line.", ["https://a.example"])
    assert page.sections == {"A": "```toml x\n# c\n## d\n```"}
    assert [(block.language, block.kind, block.code, block.line) for block in page.blocks] == [
        ("toml", "x", "# c\n## d\n", 14)
    ]
    assert page.text.startswith("# r\n")


def test_import_reads_nothing_and_needs_no_third_party() -> None:
    check = (
        "import sys; before = set(sys.modules); import rust_perf_analyzer.catalog.pages as pages;"
        "assert pages._paths.cache_info().currsize == 0; assert 'difflib' not in set(sys.modules) - before"
    )
    beside_the_package = str(Path(catalog.__file__).parents[2])
    subprocess.run([sys.executable, "-S", "-c", check], check=True, env={"PYTHONPATH": beside_the_package})
