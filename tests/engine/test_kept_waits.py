"""What is kept of the waits of functions holds no longer than the bodies that it was read from."""

from __future__ import annotations

from pathlib import Path

from rust_perf_analyzer.analysis.engine import analyse
from rust_perf_analyzer.analysis.workspace.crates import crate_of, forget
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.settings import Settings

from engine.indexes import built

PACKAGE = '[package]\nname = "app"\nedition = "2021"\n[dependencies]\nreqwest = "0.12"\n'
MAIN = """mod routes;
mod peers;
async fn kinds(peers: &[u64], routes: &routes::Routes) -> Vec<u64> {
    let mut kinds = Vec::with_capacity(peers.len());
    for peer in peers {
        kinds.push(routes.get_kind(*peer).await);
    }
    kinds
}
"""
ROUTES = """use crate::peers::Peers;
pub struct Routes { peers: std::sync::Arc<dyn Peers> }
impl Routes {
    pub async fn get_kind(&self, peer: u64) -> u64 {
        self.peers.known_kind(peer).await
    }
}
"""
PEERS = """pub trait Peers {
    async fn known_kind(&self, peer: u64) -> u64;
}
pub struct Listed { kinds: tokio::sync::Mutex<Vec<u64>>, client: reqwest::Client }
impl Peers for Listed {
    async fn known_kind(&self, peer: u64) -> u64 {
        self.kinds.lock().await[peer as usize]
    }
}
"""
LOCKS = "self.kinds.lock().await[peer as usize]"
ASKS = "self.client.get(url_of(peer)).send().await.status()"
KEEPS = "if let Some(kind) = self.cache.get(peer) { return kind; } " + ASKS
COUNTS = "if let Some(kind) = self.cache.get(peer) { note(kind); } " + ASKS


def found(folder: Path, index: Index) -> int:
    path = folder / "src/main.rs"
    findings, failures = analyse(str(path), path.read_bytes(), crate_of(path), Settings(), index)
    assert failures == []
    return sum(finding.rule == "await-in-loop" for finding in findings)


def test_a_body_two_calls_and_a_trait_away_decides(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "Cargo.toml").write_text(PACKAGE)
    for name, text in (("main", MAIN), ("routes", ROUTES), ("peers", PEERS)):
        (tmp_path / f"src/{name}.rs").write_text(text)
    forget(tmp_path)
    index, peers = built(str(tmp_path)), tmp_path / "src/peers.rs"
    assert found(tmp_path, index) == 0
    for body, expected in ((ASKS, 1), (LOCKS, 0), (COUNTS, 1), (KEEPS, 0)):
        text = PEERS.replace(LOCKS, body)
        peers.write_text(text)
        index.put(str(peers), summarise(text.encode()))
        assert found(tmp_path, index) == expected
