"""The words of the command line. What they do is imported when they are used, so that `check` starts fast."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__

if TYPE_CHECKING:
    from .settings import Settings

FAILED = 2
_INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run the command line; 0 is clean, 1 findings, 2 a failure of any kind."""
    try:
        return cli.main(list(arguments), "rust-perf-analyzer", standalone_mode=False, obj=tuple(arguments)) or 0
    except click.ClickException as error:
        error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; nothing may be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("This is a bug in rust-perf-analyzer; nothing of yours is wrong.", err=True)
        return FAILED


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with `rust-perf-analyzer check` in a folder with Rust in it. The README sets up each editor.",
)
@click.version_option(__version__, message="rust-perf-analyzer %(version)s")
def cli() -> None:
    """Finds Rust performance anti-patterns, in the editor and on the command line."""


def _words(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


@cli.command(short_help="Check files and folders; the working directory unless told.")
@click.argument("paths", nargs=-1)
@click.option(
    "--select",
    multiple=True,
    metavar="WORDS",
    callback=_words,
    help="Only these rules, families or severities; `all` includes those that are off by default.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="WORDS",
    callback=_words,
    help="Not these rules, families or severities.",
)
@click.option(
    "--format",
    type=click.Choice(["text", "concise", "json"]),
    default="text",
    help="How findings are written.",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also those that change behaviour or signatures.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Processes to use; all cores unless told.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file to use instead of the nearest.",
)
@click.option("--no-config", is_flag=True, help="Use no settings file.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--stdin-filename", metavar="NAME", help="With `-`: the name of the file that is read from stdin.")
@click.option("--no-cache", is_flag=True, help="Judge every file anew, and keep nothing for the next time.")
@click.option("-v", "--verbose", is_flag=True, help="Say what the cache was good for.")
@click.pass_obj
def check(
    words: tuple[str, ...], /, paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], **options: Any
) -> int:
    """Check files and folders (`-` is stdin); the working directory unless told.

    Exits with 0 when there is nothing to say, 1 when there are findings, 2 when something failed.
    `rust-perf-analyzer explain RULE` shows what is behind a finding.
    """
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("`-` cannot be checked together with other paths")
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes says which fixes; add --fix or --diff")
    over = _over(select, ignore)
    from .commands.check import Options, run

    return run(Options(paths=paths or (".",), over=over, words=words, **options))


def _over(select: tuple[str, ...], ignore: tuple[str, ...]) -> Settings:
    """The command line's layer of settings; an unknown word ends the run."""
    from .disk.chosen import known_words
    from .settings import Settings, selector_problem

    known = known_words()
    problems = [problem for word in (*select, *ignore) if (problem := selector_problem(word, known))]
    if problems:
        raise click.UsageError("\n".join(problems))
    only = ("all",) if select and "all" not in select else ()
    return Settings(select=select, ignore=only + ignore)


@cli.command(short_help="Show the page of a rule.")
@click.argument("rule")
def explain(rule: str) -> None:
    """Show the page of a rule: what it flags, why that costs, what to write instead. `rules` lists them."""
    from .commands.explain import page_of, show

    try:
        show(page_of(rule))
    except LookupError as error:
        raise click.ClickException(f"{error.args[0]}\n`rust-perf-analyzer rules` lists all.") from None


@cli.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def rules(format_: str) -> None:
    """List the rules."""
    from .commands.explain import rules_as_json, rules_as_text

    click.echo(rules_as_json() if format_ == "json" else rules_as_text())


@cli.command(short_help="Print the syntax tree of a file, for those who write rules.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--facts", metavar="LINE[:COLUMN]", help="What the rules are told at this place instead.")
def tree(file: Path, facts: str | None) -> None:
    """Print the syntax tree of a file, or the facts at a place in it, for those who write rules."""
    from .commands import facts as told
    from .commands import tree as drawn

    if facts is None:
        click.echo("\n".join(drawn.lines(file.read_bytes())))
        return
    line, _, column = facts.partition(":")
    if not line.isdigit() or not (column or "1").isdigit():
        raise click.BadParameter("is LINE or LINE:COLUMN, from 1", param_hint="--facts")
    click.echo("\n".join(told.lines(file, file.read_bytes(), int(line), int(column or 1))))


@cli.group()
def config() -> None:
    """What may be set, and what is."""


@config.command("show", short_help="Show which settings and rules hold for a file or folder.")
@click.argument("file", type=click.Path(path_type=Path), default=".")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def config_show(file: Path, format_: str) -> int:
    """Show which settings hold for a file, where each was chosen, and which rules are on and why.

    Without a file: for the working directory. What is not there yet may be asked for as well.

    Exits with 2 when there is a mistake in the settings.
    """
    from .commands.config import told
    from .report.terminal import Paint, wants_colour

    found = told(file)
    paint = Paint(wants_colour(sys.stdout))
    click.echo(found.as_json() if format_ == "json" else "\n".join(found.as_text(paint)))
    return FAILED if found.has_problems else 0


@config.command("schema", short_help="Print the JSON schema of rust-perf.toml.")
def config_schema() -> None:
    """Print the JSON schema of rust-perf.toml, for editors that complete TOML by one."""
    from .settings.schema import FILE

    click.echo(FILE.read_text("utf-8"), nl=False)


@cli.command(short_help="Say whether all is well here; to be pasted into a report.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path), default=".")
def doctor(folder: Path) -> int:
    """Look at the set-up and at a folder: versions, cache, settings, slowest rules. Paste it into a report.

    Exits with 1 when something is wrong.
    """
    from .commands.doctor import Doctor
    from .commands.explain import show

    looked = Doctor(folder)
    show(looked.report())
    return 1 if looked.problems else 0


@cli.group()
def cache() -> None:
    """What `check` keeps to be faster the next time."""


@cache.command("dir")
def cache_dir() -> None:
    """Print where it is kept."""
    from .cache.place import root

    click.echo(root())


@cache.command("clean")
def cache_clean() -> None:
    """Remove it."""
    from .cache.pruning import clean

    click.echo(f"Removed {clean() / 1_000_000:.1f} MB.")


@cli.command()
@click.option("--stdio", is_flag=True, help="Speak over stdin and stdout (the default).")
@click.option("--tcp", is_flag=True, help="Listen on a socket instead.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes a free one.")
@click.option("--log-file", type=click.Path(dir_okay=False, path_type=Path), help="Where to log; stderr unless told.")
@click.option("-v", "--verbose", count=True, help="Log more; twice for every message.")
def server(stdio: bool, tcp: bool, host: str, port: int, log_file: Path | None, verbose: int) -> int:
    """Run the language server, which editors start."""
    if stdio and tcp:
        raise click.UsageError("choose one of --stdio and --tcp")
    from .lsp import serving

    return serving.main((host, port) if tcp else None, log_file, verbose)
