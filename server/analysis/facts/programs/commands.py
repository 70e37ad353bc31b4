"""Commands that a person types: each does its work and ends."""

from __future__ import annotations

import re

from ...syntax.units import Unit
from ..code.members import declared
from ..code.paths import own_type_path
from ..code.rust_file import RustFile
from ..code.type_model import peeled
from ..types.written_types import type_from
from .programs import ARGUMENTS

_DERIVED = re.compile(rb"derive\([^)]*\b(Parser|Args|Subcommand|StructOpt|FromArgs)\b")
_FOLDERS = frozenset({"command", "commands", "subcommand", "subcommands", "cmd", "cmds"})
# Packages whose users send commands over the network, or click on them.
_CHATS = ("serenity", "poise", "twilight_gateway", "teloxide", "tauri", "matrix_sdk")


def is_command(file: RustFile) -> bool:
    """Whether the unit carries out what a command line says: a method of its arguments, or a function given them."""
    if not file.crate.known:
        return False
    if file.crate.uses(*ARGUMENTS) and _is_in_folder(file) and not file.crate.uses(*_CHATS):
        return True
    owner = own_type_path(file)
    if owner is not None and _is_parsed(declared(owner, file)):
        return True
    parameters = file.unit.node.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters is not None else ():
        annotation = parameter.child_by_field_name("type")
        given = peeled(type_from(annotation, file)) if annotation is not None else None
        if given is not None and _is_parsed(declared(given.path, file)):
            return True
    return False


def _is_in_folder(file: RustFile) -> bool:
    return any(part in _FOLDERS for part in file.path.replace("\\", "/").split("/")[-4:-1])


def _is_parsed(units: tuple[Unit, ...]) -> bool:
    """Whether a declaration derives the reader of a command line."""
    return any(_DERIVED.search(unit.data, unit.start, unit.node.start_byte) for unit in units)
