"""How often a marked place runs, and what says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from rust_perf_analyzer.analysis.declarations import Declarations
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.facts.code.ground import Ground
from rust_perf_analyzer.analysis.facts.code.names import Names
from rust_perf_analyzer.analysis.facts.code.rust_file import RustFile
from rust_perf_analyzer.analysis.facts.running import callers
from rust_perf_analyzer.analysis.facts.running.heat import heat_of
from rust_perf_analyzer.analysis.facts.running.heat_model import Level
from rust_perf_analyzer.analysis.finding import Finding, Severity
from rust_perf_analyzer.analysis.heat import weighed
from rust_perf_analyzer.analysis.hints import Hints
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.syntax.chunks import ChunkedText
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE, Crate, Dependency, crate_of
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.analysis.workspace.targets import package_of
from rust_perf_analyzer.settings import Settings

COLD, WARM, REQUEST, LOOP = Level
HERE = b"/*here*/"


class Row(NamedTuple):
    level: Level
    reason: str
    source: str
    uses: str = ""
    path: str = "src/server.rs"


def crate(uses: str) -> Crate:
    return Crate(Path(), "sample", dependencies={name: Dependency(name) for name in ("tokio", *uses.split())})


def heat_at_mark(row: Row) -> tuple[Level, str]:
    """The heat of the smallest node that begins behind the mark."""
    text = row.source.encode()
    at = text.index(HERE) + len(HERE)
    chunked = ChunkedText(text, whole=True)
    (chunk,) = chunked.chunks
    unit = next(unit for unit in chunk.units if unit.start <= at < unit.end)
    ground = Ground(row.path, crate(row.uses), Declarations(chunked.chunks))
    file = RustFile(row.path, unit, ground.crate, Names(ground))
    roots = [unit.node, *file.fragment_roots()]
    nodes = [root.descendant_for_byte_range(at, at + 1) for root in roots if root.start_byte <= at < root.end_byte]
    found = heat_of(min((n for n in nodes if n is not None), key=lambda n: n.end_byte - n.start_byte), file)
    return found.level, found.reason


HANDLERS = [
    Row(REQUEST, "per request: `get_user` is an axum handler",
        "use axum::{routing::get, Router};\nfn app() -> Router { Router::new().route(\"/\", get(get_user)) }\n"
        "#[axum::debug_handler]\nasync fn get_user() { /*here*/work(); }", "axum"),
    Row(REQUEST, "per request: `get_user` is an axum handler",
        "use axum::{routing::get, Router};\nfn app() -> Router { Router::new().route(\"/\", get(get_user)) }\n"
        "async fn get_user() { /*here*/work(); }", "axum"),
    Row(REQUEST, "per request: `show` is an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(id): Path<u32>) { /*here*/work(); }", "axum"),
    Row(REQUEST, "per request: `show` is an axum handler",
        "use axum::extract::State;\npub async fn show(State(db): State<Db>) { /*here*/work(); }", "axum"),
    Row(REQUEST, "per request: an axum handler",
        "use axum::{routing::get, Router};\nfn app() -> Router { "
        "Router::new().route(\"/\", get(|| async { /*here*/work() })) }",
        "axum"),
    Row(REQUEST, "per request: `login` is an actix-web handler",
        "use actix_web::{post, web};\n#[post(\"/login\")]\nasync fn login() { /*here*/work(); }", "actix_web"),
    Row(REQUEST, "per request: `login` is an actix-web handler",
        "#[actix_web::get(\"/\")]\nasync fn login() { /*here*/work(); }", "actix_web"),
    Row(REQUEST, "per request: `index` is an actix-web handler",
        "use actix_web::web;\nfn routes(cfg: &mut web::ServiceConfig) { cfg.route(\"/\", web::get().to(index)); }\n"
        "async fn index() { /*here*/work(); }", "actix_web"),
    Row(REQUEST, "per request: `index` is an actix-web handler",
        "use actix_web::{web, HttpResponse};\nasync fn index(db: web::Data<Db>) -> HttpResponse { /*here*/work() }",
        "actix_web"),
    Row(REQUEST, "per request: `index` is a rocket route",
        "#[rocket::get(\"/\")]\nfn index() -> String { /*here*/work() }", "rocket"),
    Row(REQUEST, "per request: `list` is a warp handler",
        "fn routes() -> impl Filter { warp::path!(\"todos\").and(warp::get()).and_then(list) }\n"
        "async fn list() -> Result<impl Reply, Infallible> { /*here*/work() }", "warp"),
    Row(REQUEST, "per request: a warp handler",
        "fn routes() -> impl Filter { warp::path(\"a\").map(|| { /*here*/work() }) }", "warp"),
    Row(REQUEST, "per request: `hello` is a poem handler",
        "use poem::handler;\n#[handler]\nfn hello() -> String { /*here*/work() }", "poem"),
    Row(REQUEST, "per request: `users` is a poem handler",
        "struct Api;\n#[OpenApi]\nimpl Api {\n    #[oai(path = \"/\", method = \"get\")]\n"
        "    async fn users(&self) { /*here*/work() }\n}",
        "poem poem_openapi"),
    Row(REQUEST, "per request: `hello` is a salvo handler",
        "use salvo::prelude::*;\n#[handler]\nasync fn hello() { /*here*/work(); }", "salvo"),
    Row(REQUEST, "per request: `say_hello` is a gRPC method",
        "use tonic::{Request, Response, Status};\nstruct S;\n#[tonic::async_trait]\nimpl Greeter for S {\n"
        "    async fn say_hello(&self, r: Request<H>) -> Result<Response<R>, Status> { /*here*/work() }\n}", "tonic"),
    Row(REQUEST, "per request: `call` is a service's `call`",
        "struct S;\nimpl<R> tower::Service<R> for S {\n    fn call(&mut self, r: R) -> F { /*here*/work() }\n"
        "}", "tower"),
    Row(WARM, "",
        "struct S;\nimpl<R> tower::Service<R> for S {\n    fn clone_inner(&mut self) -> F { /*here*/work() }\n"
        "}", "tower"),
    Row(REQUEST, "per request: an HTTP handler",
        "use hyper::service::service_fn;\nasync fn f(io: Io) { serve(io, service_fn(|r| async { "
        "/*here*/work() })).await; }",
        "hyper"),
    Row(REQUEST, "per request: `echo` is an HTTP handler",
        "use hyper::service::service_fn;\nasync fn f(io: Io) { serve(io, service_fn(echo)).await; }\n"
        "async fn echo(r: R) -> A { /*here*/work() }", "hyper"),
    Row(REQUEST, "per request: `hello` is an RPC method",
        "struct S;\nimpl World for S {\n    async fn hello(self, _: tarpc::context::Context) -> String { "
        "/*here*/work() }\n}",
        "tarpc"),
    Row(REQUEST, "per request: `sum` is a JSON-RPC method",
        "struct S;\n#[async_trait]\nimpl MathRpcServer for S {\n    async fn sum(&self) -> u64 { /*here*/work() }\n}",
        "jsonrpsee"),
    Row(REQUEST, "per request: `users` is a GraphQL resolver",
        "struct Query;\n#[Object]\nimpl Query {\n    async fn users(&self) -> Vec<U> { /*here*/work() }\n}",
        "async_graphql"),
    Row(REQUEST, "per request: `human` is a GraphQL resolver",
        "struct Query;\n#[juniper::graphql_object]\nimpl Query {\n    fn human(&self) -> H { /*here*/work() }\n"
        "}", "juniper"),
    Row(REQUEST, "per message: `handle` is an actor's message handler",
        "struct A;\nimpl Handler<Ping> for A {\n    fn handle(&mut self, m: Ping, c: &mut C) { "
        "/*here*/work() }\n}", "actix"),
    Row(REQUEST, "per connection: a WebSocket's task",
        "fn f(ws: Upgrade) -> R { ws.on_upgrade(|socket| async { /*here*/work() }) }", "axum"),
    Row(LOOP, "per item: `next` is an iterator's `next`",
        "struct S;\nimpl Iterator for S {\n    type Item = u8;\n    fn next(&mut self) -> Option<u8> { "
        "/*here*/work() }\n}"),
]  # fmt: skip

NO_HANDLERS = [
    Row(WARM, "", "pub async fn handler(id: u32) { /*here*/work(); }", "axum"),
    Row(WARM, "", "pub fn load(key: &str) { /*here*/work(); }\nfn f(m: &HashMap<&str, u8>) { m.get(load); }", "axum"),
    Row(WARM, "", "#[derive(Debug)]\n#[getset(get = \"pub\")]\npub fn f() { /*here*/work() }", "actix_web rocket"),
    Row(WARM, "", "#[handler]\npub fn f() { /*here*/work() }", "tokio"),
    Row(WARM, "", "use actix_web::web;\npub fn routes(cfg: &mut web::ServiceConfig) { /*here*/work(); "
        "}", "actix_web"),
    Row(WARM, "", "use actix_web::web;\npub async fn sweep(db: web::Data<Db>) { /*here*/work(); }", "actix_web"),
    Row(WARM, "", "use axum::{extract::State, Router};\npub fn app(s: State<Db>) -> Router { "
        "/*here*/work() }", "axum"),
    Row(WARM, "", "pub fn f(o: Option<u8>) { o.map(|x| /*here*/work(x)); }", "warp"),
    Row(WARM, "", "pub fn f(x: Thing) { x.on_event(|x| /*here*/work(x)); }"),
    Row(WARM, "", "impl Future for S {\n    fn poll(self: Pin<&mut Self>, cx: &mut Context) -> P { "
        "/*here*/work() }\n}"),
]  # fmt: skip

LOOPS = [
    Row(REQUEST, "per connection: the loop over `listener.accept()`",
        "async fn serve(listener: TcpListener) { loop { let (s, _) = listener.accept().await?; "
        "tokio::spawn(async move { /*here*/work(s).await }); } }"),
    Row(REQUEST, "per connection: called from `serve`, in the loop over `listener.accept()`",
        "async fn serve(listener: TcpListener) { loop { let (s, _) = listener.accept().await?; "
        "tokio::spawn(process(s)); } }\nasync fn process(s: TcpStream) { /*here*/work(s); }"),
    Row(REQUEST, "per connection: the loop over `listener.incoming()`",
        "fn main() { for s in listener.incoming() { std::thread::spawn(move || /*here*/work(s)); "
        "} }", path="src/main.rs"),
    Row(LOOP, "per message: the loop over `s.recv()`; per connection: the loop over `listener.accept()`",
        "async fn serve(listener: TcpListener) { while let Ok((s, _)) = listener.accept().await { "
        "tokio::spawn(async move { while let Some(m) = s.recv().await { /*here*/work(m) } }); } }"),
    Row(REQUEST, "per message: the loop over `rx.recv()`",
        "async fn main() { while let Some(m) = rx.recv().await { /*here*/work(m); } }", path="src/main.rs"),
    Row(REQUEST, "per message: the loop over `rx.recv()`",
        "async fn f() { loop { tokio::select! { Some(m) = rx.recv() => { /*here*/work(m); "
        "} _ = stop.cancelled() => break } } }"),
    Row(COLD, "cold: a shutdown path",
        "async fn f() { loop { tokio::select! { Some(m) = rx.recv() => work(m), _ = stop.cancelled() => { "
        "/*here*/work(); } } } }"),
    Row(WARM, "now and then: a loop that waits between its rounds",
        "async fn f() { loop { tokio::select! { Some(m) = rx.recv() => work(m), _ = timer.tick() => { "
        "/*here*/work(); } } } }"),
    Row(REQUEST, "per message: the loop over `stream.next()`",
        "async fn f() { while let Some(m) = stream.next().await { /*here*/work(m); } }"),
    Row(LOOP, "loop: a `while` loop", "fn f() { while let Some(m) = parts.next() { /*here*/work(m); } }"),
    Row(REQUEST, "per message: the loop over `rx`",
        "use std::sync::mpsc::Receiver;\nfn f(rx: Receiver<u8>) { for m in rx { /*here*/work(m); } }"),
    Row(REQUEST, "per item: the closure of `for_each_concurrent`",
        "async fn f(s: S) { s.for_each_concurrent(8, |m| async { /*here*/work(m) }).await; }"),
    Row(WARM, "now and then: a loop that waits between its rounds",
        "async fn f() { loop { /*here*/work(); tokio::time::sleep(d).await; } }"),
    Row(LOOP, "loop: the `for` over `items`", "fn f(items: &[u8]) { for i in items { /*here*/work(i); } }"),
    Row(LOOP, "loop: the closure of `map`", "fn f(items: &[u8]) { items.iter().map(|i| /*here*/work(i)); }"),
    Row(LOOP, "loop: called from `f`, in the closure of `map`",
        "fn f(items: &[u8]) { items.iter().map(parse); }\nfn parse(x: &u8) { /*here*/work(x) }"),
    Row(LOOP, "loop: the `for` over `ids`; per request: `show` is an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(ids): Path<Vec<u32>>) { for i in ids { "
        "/*here*/work(i); } }",
        "axum"),
    Row(LOOP, "loop: the `for` over `row`", "fn f(rows: R) { for row in rows { for i in row { /*here*/work(i); } } }"),
    Row(LOOP, "loop: the `for` over `id`; per request: `show` is an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(ids): Path<Ids>) { "
        "for id in ids { for i in id { /*here*/work(i); } } }", "axum"),
    Row(WARM, "", "fn f() { for i in [1, 2, 3] { /*here*/work(i); } }"),
    Row(WARM, "", "fn f() { for i in 0..3 { /*here*/work(i); } }"),
    Row(LOOP, "loop: the `for` over `0..1_000_000`", "fn f() { for i in 0..1_000_000 { /*here*/work(i); } }"),
    Row(WARM, "", "fn f(items: &[u8]) { for i in /*here*/items.iter() { work(i); } }"),
    Row(WARM, "", "async fn f() { for attempt in 0..retries { /*here*/work(attempt); } }"),
]  # fmt: skip

COLDS = [
    Row(COLD, "cold: start-up code", "fn main() { /*here*/work(); }", path="src/main.rs"),
    Row(COLD, "cold: start-up code", "#[tokio::main]\nasync fn begin() { /*here*/work(); }"),
    Row(LOOP, "loop: the `for` over `args`", "fn main() { for a in args { /*here*/work(a); } }", path="src/main.rs"),
    Row(COLD, "cold: start-up code", "fn main() { for a in args { /*here*/work(a); } }", "axum", "src/main.rs"),
    Row(LOOP, "loop: a `loop`", "fn main() { loop { /*here*/work(a); } }", "axum", "src/main.rs"),
    Row(COLD, "cold: called only from `main`, in start-up code",
        "fn main() { prepare(); }\nfn prepare() { /*here*/work(); }", path="src/main.rs"),
    Row(COLD, "cold: called only from `main` through `one`, in start-up code",
        "fn main() { one(); }\nfn one() { two(); }\nfn two() { /*here*/work(); }", path="src/main.rs"),
    Row(WARM, "", "fn main() { prepare(); }\npub fn prepare() { /*here*/work(); }", path="src/lib.rs"),
    Row(COLD, "cold: start-up code", "fn load_config() { for l in lines { /*here*/work(l); } }"),
    Row(REQUEST, "per request: called from `login`, an actix-web handler",
        "#[actix_web::get(\"/\")]\nasync fn login() { load_config(); }\nfn load_config() { /*here*/work(); "
        "}", "actix_web"),
    Row(COLD, "cold: an error path", "fn f() { if let Err(e) = g() { /*here*/work(e); } }"),
    Row(COLD, "cold: an error path",
        "#[actix_web::get(\"/\")]\nasync fn login() { g().map_err(|e| /*here*/work(e)); }", "actix_web"),
    Row(WARM, "", "fn f() { g().expect(&/*here*/text()); }"),
    Row(WARM, "", "fn f() { assert!(/*here*/check()); }"),
    Row(COLD, "cold: an error path", "#[cold]\nfn f() { /*here*/work(); }"),
    Row(COLD, "cold: code that runs once, at first use",
        "#[actix_web::get(\"/\")]\nasync fn login() { CELL.get_or_init(|| /*here*/work()); }", "actix_web"),
    Row(COLD, "cold: code that runs once, at first use",
        "use std::sync::LazyLock;\nstatic A: LazyLock<u8> = LazyLock::new(|| /*here*/work());"),
    Row(COLD, "cold: test or tool code", "#[test]\nfn f() { for i in many { /*here*/work(i); } }"),
    Row(COLD, "cold: test or tool code", "async fn f() { while let Some(m) = rx.recv().await { /*here*/work(m); } }",
        path="benches/speed.rs"),
    Row(COLD, "cold: a shutdown path", "async fn shutdown_signal() { /*here*/work(); }"),
    Row(COLD, "cold: start-up code",
        "use actix_web::HttpServer;\nfn f() { HttpServer::new(move || { /*here*/work() }); }", "actix_web"),
]  # fmt: skip

CALLERS = [
    Row(REQUEST, "per request: called from `show` through `find`, an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(id): Path<u32>) { find(id); }\n"
        "fn find(id: u32) { query(id) }\nfn query(id: u32) { /*here*/work(id); }", "axum"),
    Row(LOOP, "loop: called from `show`, in the `for` over `ids`; per request: `show` is an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(ids): Path<V>) { for i in ids { find(i); } }\n"
        "fn find(id: u32) { /*here*/work(id) }", "axum"),
    Row(REQUEST, "per request: called from `show`, an axum handler",
        "use axum::extract::Path;\npub async fn show(Path(id): Path<u32>) { find(id); }\nfn main() { find(1); }\n"
        "pub fn find(id: u32) { /*here*/work(id) }", "axum"),
    Row(REQUEST, "per request: called from `show`, an axum handler",
        "use axum::extract::{Path, State};\nstruct Db;\nimpl Db { fn find(&self) { /*here*/work() } }\n"
        "pub async fn show(State(db): State<Db>, Path(id): Path<u32>) { let db: Db = other(); db.find(); }", "axum"),
    Row(WARM, "",
        "use axum::extract::Path;\nstruct Db;\nimpl Db { fn get(&self) { /*here*/work() } }\n"
        "pub async fn show(Path(id): Path<u32>) { cache.get(); }", "axum"),
    Row(WARM, "", "fn even(n: u32) { odd(n) }\nfn odd(n: u32) { /*here*/even(n) }"),
    Row(COLD, "cold: called only from `main`, in start-up code",
        "fn main() { walk(3); }\nfn walk(n: u32) { walk(n - 1); /*here*/work(); }", path="src/main.rs"),
    Row(WARM, "", "fn main() { let f = prepare; keep(f); }\nfn prepare() { /*here*/work(); }", path="src/main.rs"),
    Row(WARM, "", "fn main() { keep(|| /*here*/work()); }", path="src/main.rs"),
    Row(LOOP, "loop: the `for` over `items`",
        "fn f(items: &[u8]) { let g = |x| /*here*/work(x); for i in items { g(i); } }"),
    Row(REQUEST, "per message: the loop over `rx.recv()`",
        "async fn run(rx: R) { while let Some(m) = rx.recv().await { /*here*/work(m); } }\nfn main() { "
        "spawn(run(rx)); }",
        path="src/main.rs"),
]  # fmt: skip


@pytest.mark.parametrize("row", HANDLERS + NO_HANDLERS + LOOPS + COLDS + CALLERS, ids=lambda row: row.source[:60])
def test_heat(row: Row) -> None:
    assert heat_at_mark(row) == (row.level, row.reason)


def findings(source: str, settings: Settings | None = None) -> list[Finding]:
    found, failures = analyse("src/server.rs", source.encode(), EMPTY_CRATE, settings or Settings())
    assert not failures
    return found


SLEEP = "async fn f() { if let Err(e) = g() { std::thread::sleep(d); } }"


def test_a_finding_in_cold_code_weighs_less() -> None:
    (found,) = findings(SLEEP)
    assert (found.severity, found.heat) == (Severity.WARNING, "cold: an error path")


def test_a_severity_that_the_user_chose_stays() -> None:
    (found,) = findings(SLEEP, Settings(severity={"blocking-sleep-in-async": "suggestion"}))
    assert (found.severity, found.heat) == (Severity.SUGGESTION, "cold: an error path")


def test_where_nothing_tells_how_often_code_runs_nothing_is_said() -> None:
    (found,) = findings("async fn f() { std::thread::sleep(d); }")
    assert (found.severity, found.heat) == (Severity.CRITICAL, "")


def test_a_suggestion_about_cold_code_is_left_unsaid() -> None:
    text = b"#[cold]\nfn f() { g(); }"
    chunked = ChunkedText(text, whole=True)
    (unit,) = chunked.chunks[0].units
    file = RustFile("a.rs", unit, EMPTY_CRATE, Names(Ground("a.rs", EMPTY_CRATE, Declarations(chunked.chunks))))
    rule = replace(all_rules()["blocking-sleep-in-async"], severity=Severity.SUGGESTION)
    assert weighed(rule, unit.node, Severity.SUGGESTION, rule.severity, file) is None
    assert weighed(replace(rule, heat=False), unit.node, Severity.SUGGESTION, rule.severity, file) is not None


@pytest.mark.parametrize("are_hints_shown", [False, True])
def test_an_edit_elsewhere_changes_the_heat(are_hints_shown: bool) -> None:
    text = b"async fn f() { std::thread::sleep(d); }\nasync fn run(x: X) { loop { x.recv().await; f(); } }\n"
    analysis = Analysis("src/lib.rs", text, EMPTY_CRATE, Settings())
    (before,) = analysis.findings()
    assert before.heat == "per message: called from `run`, in the loop over `x.recv()`"
    at = text.index(b"f(); }")
    analysis.edit([(at, at + 1, b"h")])
    if are_hints_shown:
        Hints(analysis).work(0, len(text))
    while analysis.settle():
        pass
    (after,) = analysis.findings()
    assert after.heat == ""


def test_callers_are_not_searched_for_again_while_the_body_is_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b'async fn f() { log("f"); std::thread::sleep(d); }\nasync fn run(x: X) { loop { x.recv().await; f(); } }\n'
    analysis = Analysis("src/edited.rs", text, EMPTY_CRATE, Settings())
    searched: list[str] = []
    search = callers._search
    monkeypatch.setattr(
        callers, "_search", lambda file, elsewhere: searched.append(file.path) or search(file, elsewhere)
    )
    at = text.index(b"log")
    analysis.edit([(at, at, b"g(); ")])
    (found,) = analysis.findings()
    assert (found.heat, searched) == ("per message: called from `run`, in the loop over `x.recv()`", [])
    at = analysis.text.index(b"async fn f")
    analysis.edit([(at, at + 5, b"pub async")])
    (found,) = analysis.findings()
    assert found.heat == "per message: called from `run`, in the loop over `x.recv()`"
    assert searched, "what can be seen of the function is another"


def test_what_the_crate_depends_on_changes_the_heat() -> None:
    text = b'#[get("/")]\nasync fn index() { f(); }\nasync fn f() { std::thread::sleep(d); }\n'
    heats = []
    for uses in ("rocket", "", "rocket"):
        (found,) = Analysis("src/routes.rs", text, crate(uses), Settings()).findings()
        heats.append(found.heat)
    assert heats == [route := "per request: called from `index`, a rocket route", "", route]


FILES = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\naxum = "0.8"\n',
    "src/main.rs": "mod db;\nmod routes;\nfn main() { db::open(); routes::app(); }\n",
    "src/routes.rs": (
        "use axum::extract::Path;\nuse crate::db::{self, Db};\n"
        "pub async fn show(Path(id): Path<u32>) { db::find(id); let d: Db = given(); d.count(); }\npub fn app() {}\n"
    ),
    "src/db.rs": (
        "pub struct Db;\nimpl Db { pub fn count(&self) { one(); } }\n"
        "pub fn find(id: u32) { two(); }\npub fn open() { three(); }\npub fn unused() { four(); }\n"
    ),
}


@pytest.mark.parametrize(
    ("call", "level", "reason"),
    [
        (b"one()", REQUEST, "per request: called from `show` in src/routes.rs, an axum handler"),
        (b"two()", REQUEST, "per request: called from `show` in src/routes.rs, an axum handler"),
        (b"three()", COLD, "cold: called only from `main` in src/main.rs, in start-up code"),
        (b"four()", WARM, ""),
    ],
)
def test_callers_in_other_files_count(call: bytes, level: Level, reason: str, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    index = Index(lambda path: Path(path).read_bytes())
    package = package_of(tmp_path / "Cargo.toml")
    index.set_packages([package] if package is not None else [])
    for path in sorted(tmp_path.rglob("*.rs")):
        index.put(str(path), summarise(path.read_bytes()))
    judged = tmp_path / "src/db.rs"
    data = judged.read_bytes()
    chunked = ChunkedText(data, whole=True)
    ground = Ground(str(judged), crate_of(judged), Declarations(chunked.chunks), index)
    at = data.index(call)
    unit = next(unit for unit in chunked.chunks[0].units if unit.start <= at < unit.end)
    node = unit.node.descendant_for_byte_range(at, at + 1)
    assert node is not None
    found = heat_of(node, RustFile(str(judged), unit, ground.crate, Names(ground)))
    assert (found.level, found.reason) == (level, reason)
