"""In Neovim, with the configuration that the README tells its users to write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import installing
from .home import CHANNEL, FIXED, LTO, SLEEP, Home, installed
from .neovim import Neovim, quoted, written
from .opening import opening
from .sessions import goes_again
from .snippets import EDITORS, ROOT, after
from .waiting import until

README = EDITORS / "neovim" / "README.md"
INIT = {"trixie": "**0.10**", "forky": "**0.11 or later**"}

Open = Callable[[Path], Neovim]


@pytest.fixture(params=["trixie", "forky"])
def suite(request: pytest.FixtureRequest) -> str:
    """Neovim 0.10, and a newer one."""
    return str(request.param)


@pytest.fixture
def program(suite: str) -> Path:
    """The program."""
    return installed(installing.debian, "nvim", suite)


@pytest.fixture
def configured(home: Home, suite: str) -> Home:
    """A user who followed the README."""
    home.follow(after(README, "From a checkout", "sh"))
    home.write(".config/nvim/init.lua", after(README, INIT[suite], "lua"))
    return home


@pytest.fixture
def open_(program: Path, home: Home) -> Iterator[Open]:
    """Opens a file in Neovim."""
    with opening(home, lambda file: Neovim(program, home, file)) as open_:
        yield open_
    assert "Traceback" not in written(home)


@pytest.fixture
def nvim(open_: Open, configured: Home) -> Neovim:
    """Neovim with the sample's `main.rs` in it."""
    return open_(configured.main)


def test_findings_appear_and_move_while_typing(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    assert (SLEEP, 7, "std::thread::sleep(Duration::from_millis(5))") in nvim.findings()
    nvim.keys("gg0i// é😀<CR><Esc>")
    nvim.shows((SLEEP, 8), (CHANNEL, 13))
    nvim.cursor("std::thread::sleep")
    nvim.keys("i/* 😀é */<Esc>")
    nvim.becomes("/* 😀é */std")
    until(lambda: (SLEEP, 8, "std::thread::sleep(Duration::from_millis(5))") in nvim.findings(), nvim.findings)
    nvim.keys("0D")
    nvim.shows((CHANNEL, 13))


def test_a_safe_fix_is_picked_and_saved(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("thread::sleep")
    titles = nvim.act("tokio::time::sleep")
    assert "Allow" in titles[-1]
    nvim.becomes(FIXED)
    nvim.shows((CHANNEL, 12))
    nvim.command("write")
    assert FIXED in nvim.home.main.read_text()


def test_an_unsafe_fix_says_so(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("unbounded_channel::")
    nvim.act("(may change behaviour)")
    nvim.becomes('let who = "é😀"; let (sender, mut receiver) = mpsc::channel::<String>(1024);')
    nvim.becomes("sender.send(other::line().await).await.is_err()")
    nvim.shows((SLEEP, 7))


def test_a_finding_is_allowed_in_place(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("thread::sleep")
    nvim.act(f"Allow `{SLEEP}` here")
    nvim.becomes(f"    // rust-perf: allow({SLEEP})")
    nvim.shows((CHANNEL, 13))


def test_all_safe_fixes_of_the_file(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.command("LspRustPerfFixAll")
    nvim.becomes(FIXED)
    nvim.shows((CHANNEL, 12))


def test_a_rule_is_fixed_in_the_whole_workspace(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("thread::sleep")
    nvim.command("LspRustPerfFixRule!")
    nvim.becomes(FIXED)
    nvim.command("edit src/other.rs")
    nvim.becomes('let text = "é😀"; tokio::time::sleep(Duration::from_secs(1)).await; text.to_string()')


def test_the_hover_says_why_and_the_page_opens(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("thread::sleep")
    nvim.keys("K")
    assert "Heat: loop" in nvim.float()
    nvim.command("LspRustPerfPage")
    nvim.becomes("# ")
    assert "tokio::time::sleep" in nvim.text()
    assert nvim.lua("vim.bo.filetype") == "markdown"


def test_settings_of_the_editor_hold_at_once(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    clients = "vim.lsp.get_clients({ name = 'rust_perf' })"
    nvim.run(f"""
        local client = {clients}[1]
        client.config.settings = {{ ["rust-perf"] = {{ ignore = {{ "{SLEEP}" }} }} }}
        client.settings = client.config.settings
        local notify = "workspace/didChangeConfiguration"
        if vim.fn.has("nvim-0.11") == 1 then client:notify(notify, {{ settings = client.settings }})
        else client.notify(notify, {{ settings = client.settings }}) end
    """)
    nvim.shows((CHANNEL, 12))


def test_settings_of_the_project_hold_when_they_are_saved(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.command("edit rust-perf.toml")
    nvim.keys(f'iignore = ["{SLEEP}"]<Esc>:w<CR>:b main.rs<CR>')
    nvim.shows((CHANNEL, 12))


def test_the_manifest_has_findings(nvim: Neovim):
    nvim.command("edit Cargo.toml")
    nvim.shows((LTO, 9))
    nvim.cursor("[profile.release]")
    nvim.act("lto")
    nvim.becomes('lto = "thin"')
    nvim.shows()


def test_the_whole_workspace_is_scanned(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.run("vim.api.nvim_create_autocmd('LspProgress', { callback = function() _G.progressed = true end })")
    nvim.command("LspRustPerfScanWorkspace")
    found = [(SLEEP, 4), (SLEEP, 7), (LTO, 9), (CHANNEL, 12)]
    until(lambda: [each[:2] for each in sorted(nvim.findings("nil"), key=lambda each: each[1])] == found, nvim.said)
    until(lambda: "4 findings in 3 files" in nvim.lua("vim.fn.execute('messages')"))
    assert nvim.lua("_G.progressed")


def test_a_scan_is_stopped(open_: Open, configured: Home):
    text = configured.other.read_text() * 20
    for number in range(600):
        (configured.workspace / "src" / f"other_{number}.rs").write_text(text)
    nvim = open_(configured.main)
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.command("LspRustPerfScanWorkspace")
    until(lambda: nvim.lua("next(vim.lsp.get_clients()[1].progress.pending) ~= nil"), nvim.said)
    nvim.command("LspRustPerfScanWorkspace!")
    until(lambda: "Scan stopped" in nvim.lua("vim.fn.execute('messages')"), nvim.said)


def test_what_the_server_knows_of_itself_is_shown(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.command("LspRustPerfDebugInformation")
    nvim.becomes("Neovim")
    assert nvim.lua("vim.bo.filetype") == "markdown"


def test_a_server_that_died_is_started_again(nvim: Neovim):
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    (server,) = nvim.home.servers()
    os.kill(server, signal.SIGKILL)
    until(lambda: server not in nvim.home.servers())
    nvim.keys("gg0O<Esc>")
    nvim.command("write")
    nvim.command("edit")
    nvim.shows((SLEEP, 8), (CHANNEL, 13))
    assert nvim.home.servers() != [server]


@pytest.mark.parametrize("suite", ["forky"], indirect=True)
def test_the_few_lines_of_the_project_s_readme_are_enough(open_: Open, home: Home):
    home.write(".config/nvim/init.lua", after(ROOT / "README.md", "**Neovim**", "lua"))
    nvim = open_(home.main)
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.command("edit Cargo.toml")
    nvim.shows((LTO, 9))


@pytest.mark.parametrize("other", ["toy", "rust-analyzer"])
def test_another_server_with_another_encoding_runs_beside_ours(open_: Open, configured: Home, suite: str, other: str):
    command = configured.toy() if other == "toy" else installed(installing.debian, "rust-analyzer", "trixie")
    start = (
        f"vim.lsp.start({{ name = 'other', cmd = {{ {quoted(str(command))} }}, capabilities = wide, root_dir = root }})"
    )
    init = configured.folder / ".config/nvim/init.lua"
    init.write_text(
        f"""{init.read_text()}
        local wide = vim.lsp.protocol.make_client_capabilities()
        wide.general.positionEncodings = {{ "utf-16" }}
        wide.experimental = {{ serverStatusNotification = true }}
        local root = {quoted(str(configured.workspace))}
        vim.api.nvim_create_autocmd("FileType", {{ pattern = "rust", callback = function() {start} end }})
        """
    )
    nvim = open_(configured.main)
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    ours = ["rust_perf", "utf-8" if suite == "forky" else "utf-16"]
    clients = "vim.lsp.get_clients({ bufnr = 0 })"
    names = f"vim.tbl_map(function(client) return {{ client.name, client.offset_encoding }} end, {clients})"
    until(lambda: sorted(nvim.lua(names)) == [["other", "utf-16"], ours], nvim.said)
    nvim.cursor("thread::sleep")
    nvim.act("tokio::time::sleep")
    nvim.becomes(FIXED)
    nvim.shows((CHANNEL, 12))


def test_a_file_in_no_crate_is_judged_as_well(open_: Open, configured: Home):
    alone = configured.write("alone/main.rs", "async fn wait() {\n    std::thread::sleep(TIME);\n}\n")
    open_(alone).shows((SLEEP, 2))


def test_line_ends_of_windows_stay(open_: Open, configured: Home):
    configured.main.write_bytes(configured.main.read_bytes().replace(b"\n", b"\r\n"))
    nvim = open_(configured.main)
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.cursor("thread::sleep")
    nvim.act("tokio::time::sleep")
    nvim.becomes(FIXED)
    nvim.command("write")
    assert f"{FIXED}\r\n".encode() in configured.main.read_bytes()
    assert configured.main.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


async def test_a_recorded_session_goes_again(open_: Open, configured: Home, suite: str, tmp_path: Path):
    configured.record(tmp_path / "session.jsonl")
    nvim = open_(configured.main)
    nvim.shows((SLEEP, 7), (CHANNEL, 12))
    nvim.keys("gg0i// é😀<CR><Esc>")
    nvim.shows((SLEEP, 8), (CHANNEL, 13))
    nvim.cursor("thread::sleep")
    nvim.keys("K")
    assert "Heat: loop" in nvim.float()
    nvim.act("tokio::time::sleep")
    nvim.becomes(FIXED)
    nvim.shows((CHANNEL, 13))
    nvim.command("write")
    nvim.command("edit Cargo.toml")
    nvim.shows((LTO, 9))
    nvim.command("LspRustPerfFixAll")
    nvim.becomes('lto = "thin"')
    nvim.command("write")
    nvim.stop()
    configured.wait_for_the_end()
    await goes_again(tmp_path / "session.jsonl", f"neovim-{suite}", tmp_path / "again")
