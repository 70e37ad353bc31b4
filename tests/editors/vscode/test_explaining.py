"""What a finding is about: the hover and its links."""

from __future__ import annotations

from .window import File, Window

SLEEPY = """\
pub async fn wait() {
    let name = "é😀"; std::thread::sleep(std::time::Duration::from_millis(5)); drop(name);
}
"""


def test_a_hover_gives_the_reasons(window: Window):
    file = window.write("src/hovered.rs", SLEEPY)
    file.until_found("blocking-sleep-in-async")
    text = file.hover(file.place("thread::sleep"))
    assert "**blocking-sleep-in-async** · critical" in text
    assert "stops the worker thread" in text


def test_a_hover_leaves_the_rest_of_the_line_to_others(window: Window):
    file = window.write("src/not_hovered.rs", SLEEPY)
    file.until_found("blocking-sleep-in-async")
    assert file.hover(file.place("drop(name)")) == ""


def test_findings_stand_beside_those_of_another_tool(window: Window):
    window.probe("otherTool", on=True)
    try:
        file = window.write("src/two.rs", SLEEPY)
        file.until_found("blocking-sleep-in-async")
        assert sources(file) == ["other", "rust-perf"]
        place = file.place("thread::sleep")
        assert "hover of the other tool" in file.hover(place)
        assert "blocking-sleep-in-async" in file.hover(place)
        assert "Action of the other tool" in file.titles(place)
        file.apply(place, "Replace by `tokio::time::sleep(..).await`")
        file.until_found()
        assert sources(file) == ["other"]
    finally:
        window.probe("otherTool", on=False)


def sources(file: File) -> list[str]:
    """Who says something of the file."""
    return sorted(each["source"] for each in file.window.probe("diagnostics", path=str(file.path)))
