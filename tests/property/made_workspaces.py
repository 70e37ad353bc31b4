"""Small workspaces made by chance that mean something: two packages whose functions call one another across files."""

from __future__ import annotations

import random
from pathlib import Path

APP = ("app/src/main.rs", "app/src/service.rs", "app/src/store.rs", "app/src/store/disk.rs")
CORE = ("core/src/lib.rs", "core/src/helpers.rs", "core/src/io/mod.rs")
SPARE = ("app/src/store/cache.rs", "app/src/bin/tool.rs", "core/src/extra.rs", "core/src/root.rs", "core/src/io.rs")
NAMES = ("load", "fetch", "refresh", "parse", "publish")
TYPES = ("Store", "Session", "Registry")
_MODULES = {
    "app": ("crate", "crate::service", "crate::store", "crate::store::disk", "self", "super", "core_lib", "kernel::io"),
    "core": ("crate", "crate::helpers", "crate::io", "super", "self", "crate::extra"),
}
_FIELDS = (
    "pub cache: Arc<Mutex<HashMap<String, u64>>>",
    "pub entries: RwLock<HashMap<String, Vec<u8>>>",
    "pub file: std::fs::File",
    "pub client: reqwest::Client",
    "pub inner: Registry",
)
_BODIES = (
    "std::thread::sleep(std::time::Duration::from_secs(1));",
    "let data = std::fs::read(path).unwrap();",
    "{path}::{name}(path);",
    "{name}(path);",
    "{path}::{name}(path).await;",
    "let other = {path}::{type}::open(path); other.{name}(path);",
    "for each in path.lines() {{ {path}::{name}(each); }}",
    "let one = {path}::{name}(path).await; let two = {name}(path).await; drop((one, two));",
    "state.{name}(path);",
    "self.cache.lock().unwrap().insert(path.to_string(), 1);",
    "let found = {path}::{type}::open(path).cache.lock().unwrap().get(path).copied();",
    "loop {{ {name}(path); tokio::time::sleep(d).await; }}",
    'let made = format!("{{}}", path); made.len();',
)


def file_of(path: str, choose: random.Random) -> str:
    """The text of one file."""
    package = path.split("/", 1)[0]
    lines = ["use std::collections::HashMap;", "use std::sync::{Arc, Mutex, RwLock};"]
    lines += [f"{choose.choice(('pub ', ''))}mod {name};" for name in modules_of(path)]
    lines += [_use(package, choose) for _ in range(choose.randrange(4))]
    lines += [_function(package, choose) for _ in range(choose.randrange(1, 4))]
    if choose.random() < 0.6:
        lines.append(_type(package, choose))
    if path.endswith("main.rs"):
        lines.append(f"#[tokio::main]\nasync fn main() {{\n    {_body(package, choose)}\n}}")
    return "\n".join(lines) + "\n"


def modules_of(path: str) -> tuple[str, ...]:
    """The modules that a file declares when nothing else is chosen."""
    match path:
        case "app/src/main.rs":
            return "service", "store"
        case "app/src/store.rs":
            return "disk", "cache"
        case "core/src/lib.rs" | "core/src/root.rs":
            return "helpers", "io", "extra"
        case _:
            return ()


def piece_of(path: str, choose: random.Random) -> str:
    """A line or item to put into a file."""
    package = "app" if "/app/" in path else "core"
    return choose.choice((_use, _function, _type, _inline, _comment))(package, choose) + "\n"


def manifests(choose: random.Random) -> dict[str, str]:
    """The manifests: which packages are members, what the dependency is called, where the roots lie."""
    named = choose.random() < 0.7
    dependency = 'core_lib = { path = "../core" }' if named else 'kernel = { package = "core_lib", path = "../core" }'
    tool = '[[bin]]\nname = "tool"\npath = "src/bin/tool.rs"\n' if choose.random() < 0.3 else ""
    root = '[lib]\npath = "src/root.rs"\n' if choose.random() < 0.2 else ""
    members = '"app", "core"' if choose.random() < 0.8 else '"app"'
    edition = 'edition = "2021"\n'
    return {
        "Cargo.toml": f"[workspace]\nmembers = [{members}]\n",
        "app/Cargo.toml": f'[package]\nname = "app"\n{edition}{tool}[dependencies]\ntokio = "1"\n{dependency}\n',
        "core/Cargo.toml": f'[package]\nname = "core_lib"\n{edition}{root}[dependencies]\ntokio = "1"\n',
    }


def write(root: Path, files: dict[str, str]) -> None:
    """Puts files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _use(package: str, choose: random.Random) -> str:
    path, name = choose.choice(_MODULES[package]), choose.choice(NAMES + TYPES)
    public = choose.choice(("pub ", ""))
    forms = (f"{path}::{name}", f"{path}::*", f"{path}::{name} as {choose.choice(NAMES)}", f"{path} as again")
    return f"{public}use {choose.choice(forms)};"


def _function(package: str, choose: random.Random) -> str:
    public, is_async = choose.choice(("pub ", "pub(crate) ", "")), choose.choice(("async ", ""))
    name, result = choose.choice(NAMES), choose.choice(("", " -> u64", " -> Store"))
    receiver = choose.choice(("", f"state: &{choose.choice(TYPES)}, "))
    body = "\n".join(f"    {_body(package, choose)}" for _ in range(choose.randrange(1, 3)))
    return f"{public}{is_async}fn {name}({receiver}path: &str){result} {{\n{body}\n}}"


def _type(package: str, choose: random.Random) -> str:
    name = choose.choice(TYPES)
    if choose.random() < 0.2:
        return f"pub type {name} = {choose.choice(_MODULES[package])}::{choose.choice(TYPES)};"
    fields = ",\n".join(f"    {each}" for each in choose.sample(_FIELDS, 2))
    method = "    " + _function(package, choose).replace("(", "(&self, ", 1).replace("\n", "\n    ")
    opened = f"    pub fn open(path: &str) -> {name} {{ todo!() }}"
    struct = f"pub struct {name} {{\n{fields},\n}}\n" if choose.random() < 0.7 else ""
    return f"{struct}impl {name} {{\n{opened}\n{method}\n}}"


def _inline(package: str, choose: random.Random) -> str:
    name = choose.choice(("inner", "disk", "again"))
    return f"pub mod {name} {{\n{_use(package, choose)}\n{_function(package, choose)}\n}}"


def _comment(package: str, choose: random.Random) -> str:
    return choose.choice((f"// of {package}", "#[cfg(test)]", "#[inline]\nfn small() {}", "mod cache;"))


def _body(package: str, choose: random.Random) -> str:
    path = choose.choice((*_MODULES[package], "again", "inner"))
    return choose.choice(_BODIES).format(path=path, name=choose.choice(NAMES), type=choose.choice(TYPES))
