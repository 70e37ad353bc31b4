"""Crates that tell how a program is run, built and fed with memory; names of packages, `_` for `-`."""

from __future__ import annotations

from .schema import Known, known, known_crates

_DOCS = "https://docs.rs"

# A panic in a handler ends its task and its answer, and the process goes on.
ISOLATE_PANICS: tuple[Known[str], ...] = known_crates(
    "runs each request in a task of its own",
    "axum actix_web actix warp rocket tonic poem salvo tide gotham ntex dropshot jsonrpsee jsonrpsee_server tarpc",
    "tower_lsp viz lambda_runtime lambda_http serenity poise teloxide twilight_gateway pingora pingora_core tide_acme",
    "async_graphql loco_rs graphul trillium thruster iron nickel rouille tiny_http lapin rdkafka libp2p quinn",
    "jsonrpc_http_server jsonrpc_core nats_server tower_http ratchet_rs apalis faktory sidekiq",
)

# Built for machines where size counts first: microcontrollers, browsers, edge workers.
SMALL_MACHINES: tuple[Known[str], ...] = known_crates(
    "runs where memory or download size is scarce",
    "cortex_m cortex_m_rt embassy_executor esp_hal esp_idf_sys esp_idf_svc esp_idf_hal rp2040_hal stm32f4xx_hal",
    "avr_device riscv_rt nrf52840_hal defmt wasm_bindgen yew web_sys worker fastly spin_sdk wit_bindgen gloo uefi",
    "trunk sycamore leptos dioxus_web soroban_sdk near_sdk cosmwasm_std solana_program ink anchor_lang",
)

# Allocators that a program puts in the place of the system's.
ALLOCATORS: tuple[Known[str], ...] = known_crates(
    "an allocator of its own",
    "mimalloc tikv_jemallocator jemallocator snmalloc_rs rpmalloc tcmalloc tcmalloc_better mimalloc_rust jemalloc_sys",
    "tikv_jemalloc_sys dhat stats_alloc cap wee_alloc talc dlmalloc ferroc rpmalloc_sys tracking_allocator",
)

# The feature with which an allocator also serves `malloc` of C code.
COVERS_C: tuple[Known[str], ...] = (
    known(
        "unprefixed_malloc_on_supported_platforms", f"{_DOCS}/tikv-jemallocator/latest/tikv_jemallocator/",
        "tikv_jemallocator", "tikv_jemalloc_sys",
    ),
    known(
        "unprefixed_malloc_on_supported_platforms", f"{_DOCS}/jemallocator/latest/jemallocator/",
        "jemallocator", "jemalloc_sys",
    ),
    known("override", f"{_DOCS}/mimalloc/latest/mimalloc/", "mimalloc"),
)  # fmt: skip

# C and C++ libraries that allocate much. The fact is the feature by which they are given jemalloc, if there is one.
ALLOCATES_IN_C: tuple[Known[str], ...] = (
    known("jemalloc", f"{_DOCS}/rocksdb/latest/rocksdb/", "rocksdb", "librocksdb_sys", "rust_rocksdb"),
    known("jemalloc", f"{_DOCS}/tikv-jemallocator/latest/tikv_jemallocator/", "tirocks", "speedb"),
    known("", f"{_DOCS}/heed/latest/heed/", "heed", "lmdb", "lmdb_rkv", "lmdb_master_sys", "lmdb_rs"),
    known("", f"{_DOCS}/duckdb/latest/duckdb/", "duckdb", "libduckdb_sys"),
    known("", f"{_DOCS}/libmdbx/latest/libmdbx/", "libmdbx", "reth_libmdbx", "signet_libmdbx"),
    known("", f"{_DOCS}/v8/latest/v8/", "v8", "rusty_v8"),
    known("", f"{_DOCS}/tch/latest/tch/", "tch", "torch_sys"),
    known("", f"{_DOCS}/ort/latest/ort/", "ort", "onnxruntime"),
    known("", f"{_DOCS}/leveldb/latest/leveldb/", "leveldb", "leveldb_sys"),
    known("", f"{_DOCS}/faiss/latest/faiss/", "faiss", "faiss_sys"),
    known("", f"{_DOCS}/gdal/latest/gdal/", "gdal", "gdal_sys"),
    known("", f"{_DOCS}/opencv/latest/opencv/", "opencv"),
)  # fmt: skip

# C libraries that are only built in, and then allocate with C's `malloc`, under one of these features.
BUNDLED: tuple[Known[str], ...] = (
    known("bundled", f"{_DOCS}/rusqlite/latest/rusqlite/#optional-features", "rusqlite"),
    known("bundled", f"{_DOCS}/libsqlite3-sys/latest/libsqlite3_sys/", "libsqlite3_sys"),
    known("sqlite", f"{_DOCS}/sqlx/latest/sqlx/#cargo-features", "sqlx"),
)  # fmt: skip

# They read the symbols of the program that they are in, where it runs.
READS_SYMBOLS: tuple[Known[str], ...] = known_crates(
    "names functions at run time",
    "pprof pprof2 jemalloc_pprof pyroscope pyroscope_pprofrs sentry sentry_core sentry_backtrace sentry_actix minidumper",
)

# A program that shows windows or pages to the person who started it.
DESKTOP: tuple[Known[str], ...] = known_crates(
    "talks to the person at the machine",
    "open opener webbrowser ratatui tui crossterm cursive termion termimad tauri eframe iced gtk4 gtk slint druid",
)

# Crates that run what they are given on several threads without being asked to.
THREADED: tuple[Known[str], ...] = known_crates(
    "runs on several threads",
    "rayon actix_web actix_rt axum warp rocket tonic poem ntex salvo tide threadpool pingora",
    "pingora_core pingora_server pingora_proxy rayon_core",
)
