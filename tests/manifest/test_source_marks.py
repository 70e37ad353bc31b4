"""What sources say is read outside comments, texts and tests."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.analysis.workspace.cargo import source_marks as marks

SAID = {
    "unsafe { go() }": marks.UNSAFE,
    "#[no_mangle]\npub extern fn go() {}": marks.UNSAFE,
    "#![forbid(unsafe_code)]": marks.FORBIDS_UNSAFE,
    "#![deny(missing_docs, unsafe_code)]": marks.FORBIDS_UNSAFE,
    '#[cfg_attr(target_env = "musl", global_allocator)]\nstatic A: B = B;': marks.ALLOCATOR,
    "std::panic::catch_unwind(|| go());": marks.CATCHES_PANICS,
    "if error.is_panic() {}": marks.CATCHES_PANICS,
    "let listener = TcpListener::bind(address).await?;": marks.LISTENS,
    "axum::serve(listener, app)": marks.LISTENS,
    "tokio::spawn(async move {});": marks.THREADS,
    "#[tokio::main]\nasync fn main() {}": marks.THREADS,
    "#![warn(clippy::pedantic)]": marks.MORE_LINTS,
    "let sums: Vec<_> = parts.par_iter().map(sum).collect();": marks.SPREADS_WORK,
    "for _ in 0..count { let queue = queue.clone(); thread::spawn(move || work(queue)); }": marks.SPREADS_WORK,
    "let all: Vec<_> = (0..4).map(|_| thread::spawn(work)).collect();": marks.SPREADS_WORK,
    "#[tokio::main(worker_threads = 4)]\nasync fn main() {}": marks.SPREADS_WORK,
    "fn main() { let runtime = tokio::runtime::Runtime::new().unwrap(); }": marks.SPREADS_WORK,
    'let socket = UdpSocket::bind("0.0.0.0:53")?;': marks.LISTENS,
    "let quote = '\"'; unsafe { go() }": marks.UNSAFE,
    "#[cfg(test)]\nmod tests { fn a() { if x {} } }\nfn b() { unsafe { go() } }": marks.UNSAFE,
}
SILENT = [
    "// unsafe, catch_unwind, global_allocator",
    "/* unsafe { } */",
    'let text = "unsafe { \\" }";',
    'let text = r#"TcpListener::bind("unsafe")"#;',
    "#[cfg(test)]\nmod tests {\n    fn a() { unsafe { catch_unwind(b) } }\n}\n",
    "#[cfg(all(test, unix))]\nmod tests { fn a() { if x { unsafe {} } } }",
    "#![allow(unsafe_code)]",
    "let unsafely = 1;",
    "Command::new(name).spawn()?;",
    "fn spawn(&mut self) {}",
    '#[tokio::main(flavor = "current_thread")]\nasync fn main() {}',
    'let socket = UdpSocket::bind("0.0.0.0:0")?;',
]
NO_SPREADING = [
    "thread::spawn(watch);",
    "thread::Builder::new().stack_size(size).spawn(run)?;",
    "tokio::spawn(go());",
    "#[tokio::main]\nasync fn serve() {}",
]


@pytest.mark.parametrize("text", SAID)
def test_a_word_of_code_is_a_mark(text: str) -> None:
    assert SAID[text] in marks.marks_in(text.encode())


@pytest.mark.parametrize("text", SILENT)
def test_other_words_are_none(text: str) -> None:
    assert marks.marks_in(text.encode()) == frozenset()


@pytest.mark.parametrize("text", NO_SPREADING)
def test_one_thread_beside_the_first_spreads_no_work(text: str) -> None:
    assert marks.marks_in(text.encode()) == {marks.THREADS}
