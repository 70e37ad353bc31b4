"""Packages of programs that answer requests, and of programs that read a command line. Source: the description of each package."""

from __future__ import annotations

# What a program that stays and answers depends on: servers, consumers of queues, long connections.
SERVERS: tuple[str, ...] = (
    "axum", "actix_web", "actix_rt", "actix", "warp", "rocket", "hyper_util", "tonic", "poem", "salvo", "salvo_core",
    "tide", "gotham", "jsonrpsee", "jsonrpsee_server", "tarpc", "tower_lsp", "lsp_server", "lapin", "rdkafka",
    "async_nats", "tokio_tungstenite", "tungstenite", "teloxide", "serenity", "twilight_gateway", "lambda_runtime",
    "lambda_http", "async_graphql", "juniper", "tiny_http", "rouille", "quinn", "rumqttc", "pingora", "ntex",
)  # fmt: skip

ARGUMENTS: tuple[str, ...] = ("clap", "structopt", "argh", "pico_args", "lexopt", "bpaf", "gumdrop")
