"""The fix is the one of the version that the crate is built with."""

from __future__ import annotations

from pathlib import Path

import pytest
from rules.harness import fixed
from rust_perf_analyzer.analysis.workspace.crates import Crate, read_crate

CLIENT = b"""use hyper::Client;

pub fn client(connector: C) -> Client<C> {
    let body = Body::wrap_stream(parts());
    Client::builder().build(connector)
}
"""
SERVER = b"""use hyper::server::conn::http2;

pub async fn serve(stream: S) {
    let mut builder = http2::Builder::new(Tasks);
    builder.serve_connection(stream, service).await
}
"""
TLS = b"""use hyper::server::conn::http1;
use tokio_native_tls::TlsStream;

pub async fn serve(stream: TlsStream<S>) {
    let mut builder = http1::Builder::new();
    builder.writev(true);
    builder.serve_connection(stream, service).await
}

pub async fn serve_in_a_chain(stream: TlsStream<S>) {
    http1::Builder::new().writev(true).serve_connection(stream, service).await
}
"""


def crate(folder: Path, *dependencies: str) -> Crate:
    manifest = folder / "Cargo.toml"
    manifest.write_text("\n".join(('[package]\nname = "sample"\n[dependencies]', *dependencies)))
    return read_crate(manifest)


def test_the_client_of_hyper_0_14_has_its_own_word_for_it(tmp_path: Path) -> None:
    text = fixed(CLIENT, "http2-window-unconfigured", crate=crate(tmp_path, 'hyper = "0.14"'))
    assert b"Client::builder().http2_adaptive_window(true).build(connector)" in text


@pytest.mark.parametrize(("version", "is_limited"), [("0.14", True), ("1", False), (">=0.14, <2", False), ("*", False)])
def test_hyper_has_a_limit_of_streams_since_version_1(tmp_path: Path, version: str, is_limited: bool) -> None:
    text = fixed(SERVER, "http2-streams-unlimited", crate=crate(tmp_path, f'hyper = "{version}"'))
    assert (b"    builder.max_concurrent_streams(200_u32);\n" in text) is is_limited


def test_hyper_is_left_alone_with_tls(tmp_path: Path) -> None:
    own = crate(tmp_path, 'hyper = "1"', 'tokio-native-tls = "0.3"')
    text = fixed(TLS, "vectored-writes-with-tls", crate=own)
    assert text == TLS.replace(b"    builder.writev(true);\n", b"").replace(b".writev(true)", b"")
