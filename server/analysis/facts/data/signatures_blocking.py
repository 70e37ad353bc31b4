"""What calls around blocking ones return: the streams, builders, clients and connections that block.

The form is that of `signatures.py`, and so are the sources: the documentation of each crate.
"""

from __future__ import annotations

_HTTP = "reqwest::blocking"
_VERBS = ("get", "post", "put", "delete", "head", "patch")

RETURNS: dict[str, str] = {
    "std::fs::File::create_new": "Result<std::fs::File>",
    "std::fs::OpenOptions::open": "Result<std::fs::File>",
    "std::io::stdin": "std::io::Stdin",
    "std::io::stdout": "std::io::Stdout",
    "std::os::unix::net::UnixStream::connect": "Result<std::os::unix::net::UnixStream>",
    "std::os::unix::net::UnixDatagram::bind": "Result<std::os::unix::net::UnixDatagram>",
    "std::sync::mpsc::sync_channel": "(std::sync::mpsc::SyncSender, std::sync::mpsc::Receiver)",
    "crossbeam::channel::bounded": "(crossbeam::channel::Sender, crossbeam::channel::Receiver)",
    "flume::bounded": "(flume::Sender, flume::Receiver)",
    "tokio::sync::oneshot::channel": "(tokio::sync::oneshot::Sender, tokio::sync::oneshot::Receiver)",
    "tokio::sync::broadcast::channel": "(tokio::sync::broadcast::Sender, tokio::sync::broadcast::Receiver)",
    "url::Url::parse": "Result<url::Url>",
    "reqwest::Url::parse": "Result<url::Url>",
    f"{_HTTP}::get": f"Result<{_HTTP}::Response>",
    f"{_HTTP}::Client::builder": f"{_HTTP}::ClientBuilder",
    "ureq::agent": "ureq::Agent",
    **{f"ureq::{verb}": "ureq::Request" for verb in (*_VERBS, "request")},
    **{f"minreq::{verb}": "minreq::Request" for verb in _VERBS},
    **{f"attohttpc::{verb}": "attohttpc::RequestBuilder" for verb in _VERBS},
    **{
        f"rusqlite::Connection::{name}": "Result<rusqlite::Connection>"
        for name in ("open", "open_in_memory", "open_with_flags", "open_in_memory_with_flags")
    },
    "postgres::Client::connect": "Result<postgres::Client>",
    "mysql::Pool::new": "Result<mysql::Pool>",
    "mysql::Conn::new": "Result<mysql::Conn>",
    "r2d2::Pool::new": "Result<r2d2::Pool<0>>",
    "r2d2::Pool::builder": "r2d2::Builder",
    "diesel::r2d2::Pool::new": "Result<diesel::r2d2::Pool<0>>",
    "diesel::r2d2::Pool::builder": "diesel::r2d2::Builder",
    "redis::cmd": "redis::Cmd",
    "redis::pipe": "redis::Pipeline",
    "sled::open": "Result<sled::Db>",
    "argon2::Argon2::new_with_secret": "Result<argon2::Argon2>",
    "argon2::PasswordHash::new": "Result<password_hash::PasswordHash>",
    "argon2::PasswordHash::parse": "Result<password_hash::PasswordHash>",
    "argon2::password_hash::PasswordHash::new": "Result<password_hash::PasswordHash>",
    "password_hash::PasswordHash::new": "Result<password_hash::PasswordHash>",
    "image::open": "Result<image::DynamicImage>",
    "image::load_from_memory": "Result<image::DynamicImage>",
    "image::load_from_memory_with_format": "Result<image::DynamicImage>",
    "image::ImageReader::with_format": "image::ImageReader",
    "image::io::Reader::with_format": "image::ImageReader",
    "image::ImageReader::open": "Result<image::ImageReader>",
    "image::io::Reader::open": "Result<image::ImageReader>",
    **{
        f"zstd::{path}::new": f"Result<zstd::{path}>"
        for path in ("Encoder", "Decoder", "stream::Encoder", "stream::Decoder")
    },
    **{
        f"zstd::stream::{way}::{codec}::new": f"Result<zstd::stream::{way}::{codec}>"
        for way in ("read", "write")
        for codec in ("Encoder", "Decoder")
    },
    "zip::ZipArchive::new": "Result<zip::ZipArchive>",
    "zip::read::ZipArchive::new": "Result<zip::ZipArchive>",
}

# The types of public fields.
FIELDS: dict[tuple[str, str], str] = {
    ("std::process::Child", "stdin"): "Option<std::process::ChildStdin>",
    ("std::process::Child", "stdout"): "Option<std::process::ChildStdout>",
    ("std::process::Child", "stderr"): "Option<std::process::ChildStderr>",
}

# Methods that give back what they are called on.
_CHAINED: dict[str, str] = {
    "std::process::Command": "arg args env envs env_remove env_clear current_dir stdin stdout stderr uid gid arg0 "
    "process_group creation_flags pre_exec raw_arg kill_on_drop",
    "std::thread::Builder": "name stack_size",
    "std::io::Take": "by_ref",
    f"{_HTTP}::ClientBuilder": "user_agent default_headers timeout connect_timeout redirect proxy no_proxy "
    "danger_accept_invalid_certs danger_accept_invalid_hostnames add_root_certificate identity use_rustls_tls "
    "use_native_tls cookie_store cookie_provider gzip brotli deflate pool_max_idle_per_host pool_idle_timeout "
    "tcp_keepalive tcp_nodelay http1_only https_only local_address referer resolve min_tls_version",
    f"{_HTTP}::RequestBuilder": "header headers query form json body bearer_auth basic_auth timeout multipart version",
    "ureq::Request": "set header query query_pairs timeout config build content_type",
    "minreq::Request": "with_header with_headers with_body with_param with_timeout with_json",
    "attohttpc::RequestBuilder": "header param params json text bytes timeout bearer_auth basic_auth body",
    "r2d2::Builder": "max_size min_idle test_on_check_out max_lifetime idle_timeout connection_timeout "
    "connection_customizer error_handler",
    "diesel::r2d2::Builder": "max_size min_idle test_on_check_out max_lifetime idle_timeout connection_timeout "
    "connection_customizer error_handler",
    "redis::Cmd": "arg",
    "redis::Pipeline": "atomic cmd arg ignore get set del incr expire hset hget lpush rpush sadd",
    "image::DynamicImage": "resize resize_exact resize_to_fill thumbnail thumbnail_exact blur unsharpen rotate90 "
    "rotate180 rotate270 fliph flipv grayscale crop_imm",
}

METHODS: dict[tuple[str, str], str] = {
    (owner, name): "Self" for owner, names in _CHAINED.items() for name in names.split()
} | {
    ("std::process::Command", "spawn"): "Result<std::process::Child>",
    ("std::thread::Builder", "spawn"): "Result<std::thread::JoinHandle>",
    ("std::fs::File", "try_clone"): "Result<std::fs::File>",
    ("tempfile::NamedTempFile", "as_file_mut"): "& std::fs::File",
    ("tokio::fs::File", "into_std"): "async std::fs::File",
    ("std::net::TcpStream", "try_clone"): "Result<std::net::TcpStream>",
    ("std::net::UdpSocket", "try_clone"): "Result<std::net::UdpSocket>",
    ("std::os::unix::net::UnixListener", "accept"): "Result<(std::os::unix::net::UnixStream, ?)>",
    ("std::os::unix::net::UnixListener", "incoming"): "iter<Result<std::os::unix::net::UnixStream>>",
    ("std::io::Stdin", "lock"): "std::io::StdinLock",
    ("std::io::Stdout", "lock"): "std::io::StdoutLock",
    **{(f"{_HTTP}::Client", verb): f"{_HTTP}::RequestBuilder" for verb in (*_VERBS, "request")},
    (f"{_HTTP}::ClientBuilder", "build"): f"Result<{_HTTP}::Client>",
    (f"{_HTTP}::Client", "execute"): f"Result<{_HTTP}::Response>",
    (f"{_HTTP}::RequestBuilder", "send"): f"Result<{_HTTP}::Response>",
    (f"{_HTTP}::Response", "error_for_status"): f"Result<{_HTTP}::Response>",
    ("ureq::AgentBuilder", "build"): "ureq::Agent",
    **{("ureq::Agent", verb): "ureq::Request" for verb in (*_VERBS, "request")},
    ("rusqlite::Connection", "prepare"): "Result<rusqlite::Statement>",
    ("rusqlite::Connection", "prepare_cached"): "Result<rusqlite::CachedStatement>",
    ("rusqlite::Connection", "transaction"): "Result<rusqlite::Transaction>",
    ("rusqlite::Connection", "transaction_with_behavior"): "Result<rusqlite::Transaction>",
    ("rusqlite::Connection", "unchecked_transaction"): "Result<rusqlite::Transaction>",
    ("rusqlite::Connection", "savepoint"): "Result<rusqlite::Savepoint>",
    ("rusqlite::Transaction", "prepare"): "Result<rusqlite::Statement>",
    ("rusqlite::Transaction", "prepare_cached"): "Result<rusqlite::CachedStatement>",
    ("postgres::Config", "connect"): "Result<postgres::Client>",
    ("postgres::Client", "transaction"): "Result<postgres::Transaction>",
    ("mysql::Pool", "get_conn"): "Result<mysql::PooledConn>",
    ("mysql::PooledConn", "start_transaction"): "Result<mysql::Transaction>",
    ("r2d2::Builder", "build"): "Result<r2d2::Pool>",
    ("r2d2::Builder", "build_unchecked"): "r2d2::Pool",
    ("diesel::r2d2::Builder", "build"): "Result<diesel::r2d2::Pool>",
    ("r2d2::Pool", "get"): "Result<r2d2::PooledConnection<0>>",
    ("diesel::r2d2::Pool", "get"): "Result<diesel::r2d2::PooledConnection<0>>",
    ("redis::Client", "get_connection"): "Result<redis::Connection>",
    ("sled::Db", "open_tree"): "Result<sled::Tree>",
    ("image::ImageReader", "with_guessed_format"): "Result<image::ImageReader>",
    ("image::io::Reader", "with_guessed_format"): "Result<image::ImageReader>",
    ("image::ImageReader", "decode"): "Result<image::DynamicImage>",
    ("image::io::Reader", "decode"): "Result<image::DynamicImage>",
    ("zip::ZipArchive", "by_index"): "Result<zip::read::ZipFile>",
    ("zip::ZipArchive", "by_name"): "Result<zip::read::ZipFile>",
}
