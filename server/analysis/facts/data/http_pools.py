"""Builders of HTTP clients that pool connections, with `pool_idle_timeout` and `pool_max_idle_per_host`."""

from __future__ import annotations

from .schema import Known, known

POOLED: tuple[Known[str], ...] = (
    known(
        "gives back itself",
        "https://docs.rs/reqwest/latest/reqwest/struct.ClientBuilder.html",
        "reqwest::Client::builder",
        "reqwest::ClientBuilder::new",
        "reqwest::ClientBuilder::default",
    ),
    known(
        "gives back a reference",
        "https://docs.rs/hyper/0.14/hyper/client/struct.Builder.html",
        "hyper::Client::builder",
        versions="<1",
    ),
    known(
        "gives back a reference",
        "https://docs.rs/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html",
        "hyper_util::client::legacy::Client::builder",
    ),
)
