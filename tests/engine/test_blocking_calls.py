"""Which calls block their thread, under which name, and which only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.declarations import Declarations
from rust_perf_analyzer.analysis.facts.blocking.blocking_calls import blocking_source
from rust_perf_analyzer.analysis.facts.blocking.blocking_names import SOURCE_NAMES, source_names, source_words
from rust_perf_analyzer.analysis.facts.code.calls import called_name
from rust_perf_analyzer.analysis.facts.code.ground import Ground
from rust_perf_analyzer.analysis.facts.code.names import Names
from rust_perf_analyzer.analysis.facts.code.rust_file import RustFile
from rust_perf_analyzer.analysis.facts.data.blocking_kinds import Blocks
from rust_perf_analyzer.analysis.syntax.chunks import ChunkedText
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE, Crate, Dependency


def view(source: str, crate: Crate = EMPTY_CRATE) -> RustFile:
    """The function `f` of a text."""
    chunks = ChunkedText(source.encode(), whole=True).chunks
    ground = Ground("src/lib.rs", crate, Declarations(chunks))
    unit = next(u for chunk in chunks for u in chunk.units if b"fn f(" in u.text and u.node.type == "function_item")
    return RustFile("src/lib.rs", unit, crate, Names(ground))


def sources(source: str) -> list[str]:
    """What blocks in the function `f`, in text order."""
    file = view(source)
    calls = file.descendants(file.unit.node, "call_expression")
    found = [known for call in calls if (known := blocking_source(call, file)) is not None]
    return [f"{known.kind.name} {known.name}" for known in found]


def fn(body: str, head: str = "", parameters: str = "") -> str:
    return f"{head}\nfn f({parameters}) {{\n    {body}\n}}\n"


FILE_HEAD = "use std::fs::File; use std::io::{self, BufReader, BufWriter, Read, Write, BufRead};"
NET_HEAD = "use std::net::{TcpStream, TcpListener, UdpSocket, ToSocketAddrs, SocketAddr};"
DIESEL_HEAD = "use diesel::prelude::*;"

BLOCKING = [
    # The file system and open files.
    ("FS std::fs::read_to_string", fn("std::fs::read_to_string(p)")),
    ("FS std::fs::read_to_string", fn("slurp(p)", "use std::fs::read_to_string as slurp;")),
    ("FS std::fs::File::open", fn("File::open(p)", FILE_HEAD)),
    ("FS std::fs::write", fn("fs::write(p, b)", "use fs_err as fs;")),
    ("FS Path::exists", fn("path.exists()", parameters="path: &std::path::Path")),
    ("FS Path::exists", fn("config_path.exists()")),
    ("FS File::sync_all", fn("file.sync_all()", parameters="file: &std::fs::File")),
    ("FS OpenOptions::open", fn("std::fs::OpenOptions::new().append(true).open(p)")),
    ("FILE File::read_to_end", fn("file.read_to_end(&mut b)", FILE_HEAD, "file: &mut File")),
    ("FILE File::write_all", fn("Write::write_all(&mut file, b)", FILE_HEAD, "mut file: File")),
    ("FILE BufReader<File>::lines", fn("r.lines()", FILE_HEAD, "r: BufReader<File>")),
    ("FILE BufWriter<File>::flush", fn("w.flush()", FILE_HEAD, "w: &mut BufWriter<File>")),
    ("FILE std::io::copy", fn("io::copy(&mut file, &mut out)", FILE_HEAD, "mut file: File")),
    ("FILE std::io::read_to_string", fn("io::read_to_string(file)", FILE_HEAD, "file: File")),
    # Sleeping, and running a future here.
    ("SLEEP std::thread::sleep", fn("thread::sleep(d)", "use std::thread;")),
    ("BLOCK_ON futures::executor::block_on", fn("futures::executor::block_on(job)")),
    ("BLOCK_ON block_on", fn("handle.block_on(job)", parameters="handle: &tokio::runtime::Handle")),
    # Sockets and names.
    ("NET std::net::TcpStream::connect", fn("TcpStream::connect(a)", NET_HEAD)),
    ("NET std::net::TcpStream::connect", fn("TcpStream::connect(a)?.set_nonblocking(true)", NET_HEAD)),
    ("NET TcpStream::write_all", fn("s.write_all(b)", NET_HEAD, "s: &mut TcpStream")),
    ("NET TcpListener::accept", fn("l.accept()", NET_HEAD, "l: &TcpListener")),
    ("NET UdpSocket::recv_from", fn("s.recv_from(b)", NET_HEAD, "s: &UdpSocket")),
    ("NET UdpSocket::recv_from", fn("s.set_nonblocking(false); s.recv_from(b)", NET_HEAD, "s: &UdpSocket")),
    ("BIND std::net::TcpListener::bind", fn("TcpListener::bind(a)", NET_HEAD)),
    (
        "BIND std::net::TcpListener::bind",
        fn("tokio::net::TcpListener::from_std(TcpListener::bind(a)?)", NET_HEAD),
    ),
    ("DNS ToSocketAddrs::to_socket_addrs", fn("(host, 80).to_socket_addrs()", NET_HEAD)),
    ("DNS ToSocketAddrs::to_socket_addrs", fn('let a = format!("{h}:80"); a.to_socket_addrs()', NET_HEAD)),
    ("DNS std::net::ToSocketAddrs::to_socket_addrs", fn("ToSocketAddrs::to_socket_addrs(&host)", NET_HEAD)),
    ("DNS url::Url::socket_addrs", fn("url.socket_addrs(none)", parameters="url: &url::Url")),
    # Processes and the terminal.
    ("PROCESS Command::output", fn('Command::new("ls").arg(a).output()', "use std::process::Command;")),
    ("PROCESS Command::status", fn("c.env(k, v); c.status()", "use std::process::Command;", "c: &mut Command")),
    ("PROCESS Command::output", fn("Command::output(&mut c)", "use std::process::Command;")),
    ("PROCESS Child::wait", fn("let mut c = std::process::Command::new(n).spawn()?; c.wait()")),
    (
        "PROCESS BufReader<ChildStdout>::lines",
        fn("BufReader::new(child.stdout.take().unwrap()).lines()", FILE_HEAD, "child: &mut std::process::Child"),
    ),
    ("STDIN Stdin::read_line", fn("std::io::stdin().read_line(&mut l)")),
    ("STDIN Stdin::lock", fn("let s = std::io::stdin(); let l = s.lock();")),
    ("STDOUT Stdout::lock", fn("std::io::stdout().lock()")),
    # Other threads.
    ("CHANNEL Receiver::recv", fn("let (t, r) = std::sync::mpsc::channel(); r.recv()")),
    ("CHANNEL Receiver::recv_timeout", fn("r.recv_timeout(d)", parameters="r: std::sync::mpsc::Receiver<u8>")),
    ("CHANNEL SyncSender::send", fn("t.send(1)", "use std::sync::mpsc::SyncSender;", "t: &SyncSender<u8>")),
    ("CHANNEL crossbeam::channel::Receiver::recv", fn("r.recv()", parameters="r: &crossbeam_channel::Receiver<u8>")),
    (
        "CHANNEL tokio::sync::mpsc::Sender::blocking_send",
        fn("t.blocking_send(1)", parameters="t: &tokio::sync::mpsc::Sender<u8>"),
    ),
    ("THREAD JoinHandle::join", fn("let h = std::thread::spawn(job); h.join()")),
    ("THREAD JoinHandle::join", fn("for handle in handles { handle.join().unwrap(); }")),
    ("THREAD std::thread::scope", fn("std::thread::scope(|s| job(s))")),
    ("SYNC Condvar::wait", fn("pair.wait(guard)", parameters="pair: &std::sync::Condvar")),
    ("SYNC Barrier::wait", fn("b.wait()", parameters="b: std::sync::Arc<std::sync::Barrier>")),
    ("SYNC tokio::sync::Mutex::blocking_lock", fn("m.blocking_lock()", parameters="m: &tokio::sync::Mutex<u8>")),
    # Clients without a runtime.
    ("HTTP reqwest::blocking::get", fn("reqwest::blocking::get(u)")),
    (
        "HTTP reqwest::blocking::RequestBuilder::send",
        fn("c.get(u).header(k, v).send()", "use reqwest::blocking::Client;", "c: &Client"),
    ),
    ("HTTP reqwest::blocking::ClientBuilder::build", fn("reqwest::blocking::Client::builder().timeout(d).build()")),
    ("HTTP ureq::Request::call", fn("ureq::get(u).set(k, v).call()")),
    (
        "DATABASE rusqlite::Connection::execute",
        fn("self.c.lock().unwrap().execute(q, [])").replace(
            "\nfn f(", "struct S { c: std::sync::Mutex<rusqlite::Connection> }\nimpl S { fn f(&self, "
        )
        + "}",
    ),
    (
        "DATABASE rusqlite::Connection::query_row",
        fn(
            "pool.get().unwrap().query_row(q, [], g)",
            parameters="pool: &r2d2::Pool<r2d2_sqlite::SqliteConnectionManager>",
        ),
    ),
    ("DATABASE diesel::RunQueryDsl::load", fn("users.filter(a).load::<User>(conn)", DIESEL_HEAD)),
    ("DATABASE diesel::RunQueryDsl::execute", fn("diesel::delete(users).execute(x)", DIESEL_HEAD)),
    ("DATABASE diesel::prelude::PgConnection::establish", fn("PgConnection::establish(u)", DIESEL_HEAD)),
    (
        "DATABASE diesel::r2d2::Pool::get",
        fn("pool.get()", "type P = diesel::r2d2::Pool<M>;", "pool: actix_web::web::Data<P>"),
    ),
    ("DATABASE postgres::Client::query", fn("c.query(q, &[])", parameters="c: &mut postgres::Client")),
    ("DATABASE redis::Cmd::query", fn('redis::cmd("GET").arg(k).query(&mut c)')),
    ("DATABASE sled::Db::flush", fn("db.flush()", parameters="db: &sled::Db")),
    # Work.
    ("CPU bcrypt::hash", fn("bcrypt::hash(p, 12)")),
    (
        "CPU argon2::Argon2::hash_password",
        fn("Argon2::default().hash_password(p, &s)", "use argon2::{Argon2, PasswordHasher};"),
    ),
    (
        "CPU argon2::Argon2::verify_password",
        fn("hasher().verify_password(p, &h)", "use argon2::Argon2; fn hasher() -> Argon2<'static> { x }"),
    ),
    (
        "CPU argon2::password_hash::PasswordHash::verify_password",
        fn("h.verify_password(&[&a], p)", "use argon2::password_hash::PasswordHash;", "h: &PasswordHash<'_>"),
    ),
    ("CPU scrypt::Scrypt::hash_password", fn("Scrypt.hash_password(p, &s)", "use scrypt::Scrypt;")),
    ("CPU ring::pbkdf2::derive", fn("pbkdf2::derive(a, n, s, p, &mut o)", "use ring::{digest, pbkdf2};")),
    ("CPU rsa::RsaPrivateKey::new", fn("RsaPrivateKey::new(&mut r, 2048)", "use rsa::RsaPrivateKey;")),
    ("CPU zstd::decode_all", fn("zstd::decode_all(b)")),
    (
        "CPU flate2::read::GzDecoder::read_to_end",
        fn("GzDecoder::new(b).read_to_end(&mut v)", "use flate2::read::GzDecoder;"),
    ),
    (
        "CPU flate2::write::GzEncoder::write_all",
        fn(
            "let mut e = GzEncoder::new(v, c); std::io::Write::write_all(&mut e, b)",
            "use mail_auth::flate2::{Compression, write::GzEncoder};",
        ),
    ),
    ("CPU std::io::copy", fn("std::io::copy(&mut d, &mut v)", parameters="mut d: flate2::bufread::ZlibDecoder<&[u8]>")),
    ("CPU image::load_from_memory", fn("image::load_from_memory(b)")),
    ("CPU image::DynamicImage::resize", fn("image::load_from_memory(b)?.resize(w, h, x)")),
    ("CPU image::ImageReader::decode", fn("image::ImageReader::new(c).with_guessed_format()?.decode()")),
]

SILENT = [
    # Other crates' and the crate's own things of that name.
    fn("tokio::fs::read(p).await"),
    fn("read(p)", "fn read(p: &str) {}"),
    fn("fs::read(p)", "use tokio::fs;"),
    fn("index.exists()", parameters="index: &Index"),
    fn("a.open(p)", parameters="a: Archive"),
    fn("map.get(k); v.first(); v.len()"),
    fn('std::fs::read_to_string("/proc/self/status")'),
    fn('std::fs::OpenOptions::new().write(true).open("/dev/tty")'),
    fn("file.flush()", FILE_HEAD, "file: &mut File"),
    fn("c.read_to_end(&mut b)", parameters="c: std::io::Cursor<Vec<u8>>"),
    fn("c.read_to_end(&mut b)", FILE_HEAD, "c: BufReader<&[u8]>"),
    fn("r.read_to_end(&mut b)", FILE_HEAD, "r: &mut dyn Read"),
    fn("v.write_all(b)", FILE_HEAD, "v: &mut Vec<u8>"),
    fn("std::io::copy(&mut a, &mut b)"),
    fn("cache.read(); lock.write(b)", parameters="cache: &std::sync::RwLock<u8>"),
    fn("tokio::time::sleep(d)"),
    fn("sleep(d)", "use tokio::time::sleep;"),
    fn("r.block_on(job)", "struct R; impl R { fn block_on(&self) {} }", "r: &R"),
    fn("local.run_until(job)"),
    # Sockets that do not wait, and addresses that need no name.
    fn("TcpStream::connect(a).await", "use tokio::net::TcpStream;"),
    fn("l.set_nonblocking(true)?; l.accept()", NET_HEAD, "l: &TcpListener"),
    fn("s.recv_from(b)", NET_HEAD + " fn g(s: &UdpSocket) { s.set_nonblocking(true); }", "s: &UdpSocket"),
    fn("l.local_addr(); l.set_ttl(3)", NET_HEAD, "l: &TcpListener"),
    fn("SocketAddr::new(ip, 80)", NET_HEAD),
    fn('"127.0.0.1:80".to_socket_addrs()', NET_HEAD),
    fn('("0.0.0.0", port).to_socket_addrs()', NET_HEAD),
    fn('let a = format!("127.0.0.1:{port}"); a.to_socket_addrs()', NET_HEAD),
    fn("a.to_socket_addrs()", NET_HEAD, "a: &SocketAddr"),
    fn("(std::net::Ipv4Addr::LOCALHOST, 80).to_socket_addrs()", NET_HEAD),
    fn("(ip, 80).to_socket_addrs()", NET_HEAD, "ip: std::net::IpAddr"),
    fn("a.to_socket_addrs()", NET_HEAD, "a: impl ToSocketAddrs"),
    fn("h.to_socket_addrs()", "use async_std::net::ToSocketAddrs;"),
    fn("h.to_socket_addrs()", "struct Host;", "h: &Host"),
    # Processes and terminals that are not waited for.
    fn("Command::new(n).output().await", "use tokio::process::Command;"),
    fn("c.output()", "use tokio::process::Command;", "c: &mut Command"),
    fn("Command::new(n).arg(a).spawn()", "use std::process::Command;"),
    fn("let Some(out) = &mut child.stdout else { return }; out.lines()", parameters="child: tokio::process::Child"),
    fn("c.try_wait()", parameters="c: &mut std::process::Child"),
    fn("response.status(); pipeline.output()"),
    fn('println!("{}", x); std::io::stdout().flush()', FILE_HEAD),
    fn("std::io::stdin().is_terminal()"),
    # Channels, locks and threads that do not wait, or whose type nobody knows.
    fn("r.try_recv()", parameters="r: &std::sync::mpsc::Receiver<u8>"),
    fn("rx.recv()"),
    fn("r.recv_timeout(Duration::from_nanos(1))", parameters="r: &crossbeam::channel::Receiver<u8>"),
    fn("let (t, r) = tokio::sync::mpsc::channel(8); r.recv()"),
    fn("t.send(1)", parameters="t: &std::sync::mpsc::Sender<u8>"),
    fn("if h.is_finished() { h.join(); }", parameters="h: std::thread::JoinHandle<()>"),
    fn('path.join("x"); names.join(", "); parts.join("")'),
    fn("set.join()"),
    fn("handle.join().await"),
    fn("task.wait(); tracker.wait(); notify.wait()"),
    fn("c.notify_all()", parameters="c: &std::sync::Condvar"),
    fn("std::thread::spawn(job); std::thread::current()"),
    # Clients with a runtime, and what is only built.
    fn("reqwest::get(u)"),
    fn("c.get(u).send()", "use reqwest::Client;", "c: &Client"),
    fn("c.get(u).header(k, v)", "use reqwest::blocking::Client;", "c: &Client"),
    fn("reqwest::Client::builder().build(); Config::builder().build()"),
    fn("ureq::get(u).set(k, v)"),
    fn("users.load::<User>(conn)", "use diesel::prelude::*; use diesel_async::RunQueryDsl;"),
    fn("users.load::<User>(conn).await", DIESEL_HEAD),
    fn("flag.load(Ordering::SeqCst); names.first()", DIESEL_HEAD + " use std::sync::atomic::Ordering;"),
    fn("config.load(path); job.execute(input)", DIESEL_HEAD),
    fn("repo.load(conn)", "struct Repo;", "repo: &Repo"),
    fn("loader.load(conn); loader.execute(conn)"),
    fn("pool.get()", parameters="pool: &deadpool::managed::Pool<M>"),
    fn("pool.get()", parameters="pool: &bb8::Pool<M>"),
    fn("c.execute(q, &[])", parameters="c: &tokio_postgres::Client"),
    fn("c.execute(q, [])", "struct Connection;", "c: &Connection"),
    fn('redis::cmd("GET").arg(k).query_async(&mut c)'),
    fn("db.insert(k, v)", parameters="db: &sled::Db"),
    # Work that is small, or done elsewhere.
    fn("jsonwebtoken::decode(t, k, v); jsonwebtoken::encode(h, c, k)"),
    fn("PasswordHash::new(h)", "use argon2::PasswordHash;"),
    fn("hash(p, 12)", "fn hash(p: &str, n: u32) {}"),
    fn("user.verify_password(p); user.hash_password(p)"),
    fn("ring::digest::digest(a, b); sha2::Sha256::digest(b)"),
    fn("d.read_to_end(&mut v)", parameters="d: async_compression::tokio::bufread::GzipDecoder<R>"),
    fn("d.read(&mut block)", parameters="d: &mut flate2::read::GzDecoder<R>"),
    fn("buffer.resize(n, 0)", parameters="buffer: &mut bytes::BytesMut"),
    fn("frame.decode(b); message.encode(&mut b)"),
    fn("RsaPrivateKey::from_pkcs8_pem(p)", "use rsa::RsaPrivateKey;"),
]


@pytest.mark.parametrize(("expected", "source"), BLOCKING)
def test_a_call_blocks(expected: str, source: str) -> None:
    assert expected in sources(source)


@pytest.mark.parametrize("source", SILENT)
def test_a_call_does_not_block(source: str) -> None:
    assert sources(source) == []


def test_every_kind_has_a_case() -> None:
    assert {expected.split()[0] for expected, _ in BLOCKING} == {kind.name for kind in Blocks}


def test_a_name_that_is_no_source_s_is_not_asked_for_its_type() -> None:
    file = view(fn("self.unusual(x)"))
    call = next(file.descendants(file.unit.node, "call_expression"))
    assert blocking_source(call, file) is None
    assert file.names.asked == {}


@pytest.mark.parametrize(("expected", "source"), BLOCKING)
def test_the_names_hold_what_wakes_a_source(expected: str, source: str) -> None:
    file = view(source)
    calls = [c for c in file.descendants(file.unit.node, "call_expression") if blocking_source(c, file) is not None]
    named = {called_name(call, file) for call in calls}
    assert named - {"slurp"} <= SOURCE_NAMES


def with_dependencies(*packages: str) -> Crate:
    return Crate(root=Path(), dependencies={name.replace("-", "_"): Dependency(name) for name in packages})


def test_a_library_is_known_by_its_name_in_code() -> None:
    crate = with_dependencies("rust-argon2")
    file = view(fn("argon2::hash_raw(p, s, &c)"), crate)
    (call,) = file.descendants(file.unit.node, "call_expression")
    assert blocking_source(call, file) == ("argon2::hash_raw", Blocks.CPU)
    assert "hash_raw" in source_names(crate)


def test_names_of_absent_packages_are_left_out() -> None:
    assert source_names(EMPTY_CRATE) == SOURCE_NAMES
    plain = source_names(with_dependencies("serde"))
    assert plain > {"read_to_string", "recv", "join"}
    assert plain.isdisjoint({"new", "send_json", "hash", "decode"})
    assert "new" in source_names(with_dependencies("reqwest"))
    assert "wait_for" in source_names(with_dependencies("parking-lot")) - plain
    assert "recv_deadline" in source_names(with_dependencies("crossbeam-channel"))


@pytest.mark.parametrize(
    ("word", "may"),
    [
        ("RsaPrivateKey::new", True),
        ("read", True),
        ("open", True),
        ("establish", True),
        ("recv", True),
        ("derive", True),
        ("new", False),
        ("Vec::new", False),
        ("unusual", False),
    ],
)
def test_a_word_may_be_a_source(word: str, may: bool) -> None:
    assert (word in source_words(SOURCE_NAMES)) is may
