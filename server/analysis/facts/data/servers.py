"""Crates that tell what kind of program depends on them."""

from __future__ import annotations

from .schema import Known, known_crates

# What a program that stays and answers depends on: servers, consumers of queues, long connections.
SERVERS: tuple[Known[str], ...] = known_crates(
    "answers requests",
    "axum actix_web actix_rt actix warp rocket hyper_util tonic poem salvo salvo_core tide gotham jsonrpsee",
    "jsonrpsee_server tarpc tower_lsp lsp_server lapin rdkafka async_nats tokio_tungstenite tungstenite teloxide",
    "serenity twilight_gateway lambda_runtime lambda_http async_graphql juniper tiny_http rouille quinn rumqttc",
    "pingora ntex",
)

# What a program depends on that makes clients for as long as it runs: a service, or one that stays with its user.
RESIDENTS: tuple[Known[str], ...] = known_crates(
    "stays and answers",
    "actix_web axum rocket warp poem tide salvo salvo_core hyper tonic tiny_http rouille ntex gotham jsonrpsee",
    "tower_http async_graphql serenity poise teloxide tauri viz tower iron nickel thruster lambda_http lambda_runtime",
    "worker fastly dropshot leptos reedline rustyline ratatui crossterm tui eframe iced gtk4 gtk relm4 slint dioxus",
    "twilight_gateway tower_lsp matrix_sdk lapin rdkafka async_nats libp2p tokio_tungstenite",
)

ARGUMENTS: tuple[Known[str], ...] = known_crates(
    "reads a command line", "clap structopt argh pico_args lexopt bpaf gumdrop getopts"
)
