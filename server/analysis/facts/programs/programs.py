"""What kind of program a crate is."""

from __future__ import annotations

from ...workspace.crates import Crate, workspace_root
from ..code.rust_file import RustFile
from ..data import servers
from ..data.schema import names_of

SERVERS = names_of(servers.SERVERS)
RESIDENTS = names_of(servers.RESIDENTS)
ARGUMENTS = names_of(servers.ARGUMENTS)


def is_one_shot(crate: Crate) -> bool:
    """Whether a crate is a command that does its work and ends: it reads arguments, and answers nobody."""
    is_command = crate.known and crate.has_binary and crate.uses(*ARGUMENTS)
    return is_command and not crate.uses(*SERVERS)


def is_of_commands(file: RustFile) -> bool:
    """Whether a crate is such a command, or a library that only commands of the workspace are built on."""
    if file.crate.has_binary or not is_of_program_with(tuple(sorted(ARGUMENTS)), file):
        return is_one_shot(file.crate)
    return not is_of_program_with(tuple(sorted(SERVERS)), file)


def is_alone(crate: Crate) -> bool:
    """Whether a crate is such a command and has no others beside it, of which one might be a daemon."""
    return is_one_shot(crate) and crate.root is not None and workspace_root(crate.root) is None


def is_of_program_with(packages: tuple[str, ...], file: RustFile) -> bool:
    """Whether a crate uses one of some packages, or is a library of a program of the workspace that does."""
    if not file.crate.known or file.crate.uses(*packages):
        return file.crate.known
    home = file.names.home()
    return home is not None and file.names.is_of_program_with(home.target, packages)
