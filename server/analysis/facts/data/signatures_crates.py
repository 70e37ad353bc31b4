"""What functions and methods of clients, databases and codecs return.

The form of a type is that which `type_model.written` reads: `0` and `1` stand for the receiver's type arguments (for
a function: the type of its first argument), `Self` for the receiver, `?` for what is not known, `iter<T>` for any
iterator over T, `async T` for a future of T.
"""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"

RETURNS: tuple[Known[str], ...] = (
    known("Result<String>", f"{_DOCS}/serde_json/latest/serde_json/", *below("serde_json", "to_string to_string_pretty")),
    known("Result<Vec<u8>>", f"{_DOCS}/serde_json/latest/serde_json/", *below("serde_json", "to_vec to_vec_pretty")),
    known("Result<String>", f"{_DOCS}/toml/latest/toml/", *below("toml", "to_string to_string_pretty")),
    known("Result<String>", f"{_DOCS}/serde_yaml/latest/serde_yaml/", "serde_yaml::to_string"),
    known("Result<String>", f"{_DOCS}/serde_urlencoded/latest/serde_urlencoded/", "serde_urlencoded::to_string"),
    known("Self", f"{_DOCS}/memmap2/latest/memmap2/struct.MmapOptions.html", *below("memmap2::MmapOptions", "offset len populate")),
    known("Result<url::Url>", f"{_DOCS}/url/latest/url/", "url::Url::parse"),
    known("Result<url::Url>", f"{_DOCS}/reqwest/latest/reqwest/", "reqwest::Url::parse"),
    known(
        "Result<reqwest::blocking::Response>", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        "reqwest::blocking::get",
    ),
    known(
        "reqwest::blocking::ClientBuilder", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        "reqwest::blocking::Client::builder",
    ),
    known(
        "bumpalo::collections::Vec", f"{_DOCS}/bumpalo/latest/bumpalo/collections/vec/struct.Vec.html",
        *below("bumpalo::collections::Vec", "new_in with_capacity_in"),
    ),
    known("bumpalo::Bump", f"{_DOCS}/bumpalo/latest/bumpalo/struct.Bump.html", "bumpalo::Bump::with_capacity"),
    known("ureq::Agent", f"{_DOCS}/ureq/2.12.1/ureq/", "ureq::agent"),
    known("ureq::Request", f"{_DOCS}/ureq/2.12.1/ureq/", *below("ureq", "get post put delete head patch request")),
    known("minreq::Request", f"{_DOCS}/minreq/latest/minreq/", *below("minreq", "get post put delete head patch")),
    known(
        "attohttpc::RequestBuilder", f"{_DOCS}/attohttpc/latest/attohttpc/",
        *below("attohttpc", "get post put delete head patch"),
    ),
    known(
        "Result<rusqlite::Connection>", f"{_DOCS}/rusqlite/latest/rusqlite/",
        *below("rusqlite::Connection", "open open_in_memory open_with_flags open_in_memory_with_flags"),
    ),
    known("Result<postgres::Client>", f"{_DOCS}/postgres/latest/postgres/", "postgres::Client::connect"),
    known("Result<mysql::Pool>", f"{_DOCS}/mysql/latest/mysql/", "mysql::Pool::new"),
    known("Result<mysql::Conn>", f"{_DOCS}/mysql/latest/mysql/", "mysql::Conn::new"),
    known("Result<r2d2::Pool<0>>", f"{_DOCS}/r2d2/latest/r2d2/", "r2d2::Pool::new"),
    known("r2d2::Builder", f"{_DOCS}/r2d2/latest/r2d2/", "r2d2::Pool::builder"),
    known("Result<diesel::r2d2::Pool<0>>", f"{_DOCS}/diesel/latest/diesel/", "diesel::r2d2::Pool::new"),
    known("diesel::r2d2::Builder", f"{_DOCS}/diesel/latest/diesel/", "diesel::r2d2::Pool::builder"),
    known("redis::Cmd", f"{_DOCS}/redis/latest/redis/", "redis::cmd"),
    known("redis::Pipeline", f"{_DOCS}/redis/latest/redis/", "redis::pipe"),
    known("Result<sled::Db>", f"{_DOCS}/sled/latest/sled/", "sled::open"),
    known("Result<argon2::Argon2>", f"{_DOCS}/argon2/latest/argon2/", "argon2::Argon2::new_with_secret"),
    known(
        "Result<password_hash::PasswordHash>", f"{_DOCS}/argon2/latest/argon2/",
        *below("argon2::PasswordHash", "new parse"),
        "argon2::password_hash::PasswordHash::new",
    ),
    known(
        "Result<password_hash::PasswordHash>", f"{_DOCS}/password-hash/latest/password_hash/",
        "password_hash::PasswordHash::new",
    ),
    known(
        "Result<image::DynamicImage>", f"{_DOCS}/image/latest/image/",
        *below("image", "open load_from_memory load_from_memory_with_format"),
    ),
    known(
        "image::ImageReader", f"{_DOCS}/image/latest/image/",
        *below("image::ImageReader image::io::Reader", "with_format"),
    ),
    known(
        "Result<image::ImageReader>", f"{_DOCS}/image/latest/image/",
        *below("image::ImageReader image::io::Reader", "open"),
    ),
    known("Result<zstd::Encoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::Encoder::new"),
    known("Result<zstd::Decoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::Decoder::new"),
    known("Result<zstd::stream::Encoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::Encoder::new"),
    known("Result<zstd::stream::Decoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::Decoder::new"),
    known("Result<zstd::stream::read::Encoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::read::Encoder::new"),
    known("Result<zstd::stream::read::Decoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::read::Decoder::new"),
    known("Result<zstd::stream::write::Encoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::write::Encoder::new"),
    known("Result<zstd::stream::write::Decoder>", f"{_DOCS}/zstd/latest/zstd/", "zstd::stream::write::Decoder::new"),
    known(
        "Result<zip::ZipArchive>", f"{_DOCS}/zip/latest/zip/",
        *below("zip::ZipArchive zip::read::ZipArchive", "new"),
    ),
    known(
        "Option<std::path::PathBuf>", f"{_DOCS}/dirs/latest/dirs/",
        *below("dirs", "home_dir config_dir cache_dir data_dir"),
    ),
    known(
        "Result<tempfile::TempDir>", f"{_DOCS}/tempfile/latest/tempfile/",
        *below("tempfile", "tempdir tempdir_in"),
        *below("tempfile::TempDir", "new new_in with_prefix with_prefix_in with_suffix with_suffix_in"),
    ),
    known("Result<std::fs::File>", f"{_DOCS}/tempfile/latest/tempfile/", *below("tempfile", "tempfile tempfile_in")),
    known(
        "Result<tempfile::NamedTempFile>", f"{_DOCS}/tempfile/latest/tempfile/",
        *below("tempfile::NamedTempFile", "new new_in with_prefix with_prefix_in with_suffix with_suffix_in"),
    ),
    known("reqwest::ClientBuilder", f"{_DOCS}/reqwest/latest/reqwest/", "reqwest::Client::builder"),
    known("Result<redis::Client>", f"{_DOCS}/redis/latest/redis/", "redis::Client::open"),
    known("async Result<reqwest::Response>", f"{_DOCS}/reqwest/latest/reqwest/", "reqwest::get"),
)  # fmt: skip

METHODS: tuple[Known[str], ...] = (
    known(
        "Self", f"{_DOCS}/tap/latest/tap/trait.TapFallible.html",
        *below("std::result::Result", "tap tap_mut tap_ok tap_err tap_dbg tap_err_dbg"),
    ),
    known("Result<0>", f"{_DOCS}/eyre/latest/eyre/trait.WrapErr.html", "std::result::Result::wrap_err_with"),
    known(
        "Result<0>", f"{_DOCS}/eyre/latest/eyre/trait.ContextCompat.html",
        *below("std::option::Option", "wrap_err wrap_err_with ok_or_eyre"),
    ),
    known(
        "Result<0>", f"{_DOCS}/snafu/latest/snafu/trait.ResultExt.html",
        *below("std::result::Result", "whatever_context with_whatever_context"),
    ),
    known(
        "Result<0>", f"{_DOCS}/error-stack/latest/error_stack/trait.ResultExt.html",
        *below("std::result::Result", "change_context change_context_lazy attach attach_printable attach_lazy"),
    ),
    known(
        "Result<0>", f"{_DOCS}/miette/latest/miette/trait.IntoDiagnostic.html",
        "std::result::Result::into_diagnostic",
    ),
    known(
        "Self", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        *below(
            "reqwest::blocking::ClientBuilder",
            "user_agent default_headers timeout connect_timeout redirect proxy no_proxy danger_accept_invalid_certs",
            "danger_accept_invalid_hostnames add_root_certificate identity use_rustls_tls use_native_tls cookie_store",
            "cookie_provider gzip brotli deflate pool_max_idle_per_host pool_idle_timeout tcp_keepalive tcp_nodelay",
            "http1_only https_only local_address referer resolve min_tls_version",
        ),
        *below(
            "reqwest::blocking::RequestBuilder",
            "header headers query form json body bearer_auth basic_auth timeout multipart version",
        ),
    ),
    known(
        "Self", f"{_DOCS}/ureq/2.12.1/ureq/",
        *below("ureq::Request", "set header query query_pairs timeout config build content_type"),
    ),
    known(
        "Self", f"{_DOCS}/minreq/latest/minreq/",
        *below("minreq::Request", "with_header with_headers with_body with_param with_timeout with_json"),
    ),
    known(
        "Self", f"{_DOCS}/attohttpc/latest/attohttpc/",
        *below(
            "attohttpc::RequestBuilder",
            "header param params json text bytes timeout bearer_auth basic_auth body",
        ),
    ),
    known(
        "Self", f"{_DOCS}/r2d2/latest/r2d2/",
        *below(
            "r2d2::Builder",
            "max_size min_idle test_on_check_out max_lifetime idle_timeout connection_timeout connection_customizer",
            "error_handler",
        ),
    ),
    known(
        "Self", f"{_DOCS}/diesel/latest/diesel/",
        *below(
            "diesel::r2d2::Builder",
            "max_size min_idle test_on_check_out max_lifetime idle_timeout connection_timeout connection_customizer",
            "error_handler",
        ),
    ),
    known(
        "Self", f"{_DOCS}/redis/latest/redis/",
        "redis::Cmd::arg",
        *below("redis::Pipeline", "atomic cmd arg ignore get set del incr expire hset hget lpush rpush sadd"),
    ),
    known(
        "Self", f"{_DOCS}/image/latest/image/enum.DynamicImage.html",
        *below(
            "image::DynamicImage",
            "resize resize_exact resize_to_fill thumbnail thumbnail_exact blur unsharpen rotate90 rotate180 rotate270",
            "fliph flipv grayscale crop_imm",
        ),
    ),
    known(
        "Self", f"{_DOCS}/tempfile/latest/tempfile/struct.Builder.html",
        *below("tempfile::Builder", "append disable_cleanup permissions prefix rand_bytes suffix"),
    ),
    known(
        "Result<tempfile::NamedTempFile>", f"{_DOCS}/tempfile/latest/tempfile/struct.Builder.html",
        *below("tempfile::Builder", "tempfile tempfile_in"),
    ),
    known(
        "Result<tempfile::TempDir>", f"{_DOCS}/tempfile/latest/tempfile/struct.Builder.html",
        *below("tempfile::Builder", "tempdir tempdir_in"),
    ),
    known("Result<std::fs::File>", f"{_DOCS}/tempfile/latest/tempfile/", "tempfile::NamedTempFile::reopen"),
    known("tempfile::TempPath", f"{_DOCS}/tempfile/latest/tempfile/", "tempfile::NamedTempFile::into_temp_path"),
    known(
        "async Result<deadpool::managed::Object<0>>", f"{_DOCS}/deadpool/latest/deadpool/managed/struct.Pool.html",
        "deadpool::managed::Pool::get",
    ),
    known(
        "async Result<bb8::PooledConnection<0>>", f"{_DOCS}/bb8/latest/bb8/struct.Pool.html", *below("bb8::Pool", "get get_owned")
    ),
    known("Result<0>", f"{_DOCS}/tar/latest/tar/struct.Builder.html", "tar::Builder::into_inner"),
    known(
        "& std::fs::File", f"{_DOCS}/tempfile/latest/tempfile/",
        *below("tempfile::NamedTempFile", "as_file_mut as_file"),
    ),
    known(
        "reqwest::blocking::RequestBuilder", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        *below("reqwest::blocking::Client", "get post put delete head patch request"),
    ),
    known(
        "Result<reqwest::blocking::Client>", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        "reqwest::blocking::ClientBuilder::build",
    ),
    known(
        "Result<reqwest::blocking::Response>", f"{_DOCS}/reqwest/latest/reqwest/blocking/index.html",
        "reqwest::blocking::Client::execute",
        "reqwest::blocking::RequestBuilder::send",
        "reqwest::blocking::Response::error_for_status",
    ),
    known("ureq::Agent", f"{_DOCS}/ureq/2.12.1/ureq/", "ureq::AgentBuilder::build"),
    known(
        "ureq::Request", f"{_DOCS}/ureq/2.12.1/ureq/",
        *below("ureq::Agent", "get post put delete head patch request"),
    ),
    known(
        "Result<rusqlite::Statement>", f"{_DOCS}/rusqlite/latest/rusqlite/",
        *below("rusqlite::Connection rusqlite::Transaction", "prepare"),
    ),
    known(
        "Result<rusqlite::CachedStatement>", f"{_DOCS}/rusqlite/latest/rusqlite/",
        *below("rusqlite::Connection rusqlite::Transaction", "prepare_cached"),
    ),
    known(
        "Result<rusqlite::Transaction>", f"{_DOCS}/rusqlite/latest/rusqlite/",
        *below("rusqlite::Connection", "transaction transaction_with_behavior unchecked_transaction"),
    ),
    known("Result<rusqlite::Savepoint>", f"{_DOCS}/rusqlite/latest/rusqlite/", "rusqlite::Connection::savepoint"),
    known("Result<postgres::Client>", f"{_DOCS}/postgres/latest/postgres/", "postgres::Config::connect"),
    known("Result<postgres::Transaction>", f"{_DOCS}/postgres/latest/postgres/", "postgres::Client::transaction"),
    known("Result<mysql::PooledConn>", f"{_DOCS}/mysql/latest/mysql/", "mysql::Pool::get_conn"),
    known("Result<mysql::Transaction>", f"{_DOCS}/mysql/latest/mysql/", "mysql::PooledConn::start_transaction"),
    known("Result<r2d2::Pool>", f"{_DOCS}/r2d2/latest/r2d2/", "r2d2::Builder::build"),
    known("r2d2::Pool", f"{_DOCS}/r2d2/latest/r2d2/", "r2d2::Builder::build_unchecked"),
    known("Result<diesel::r2d2::Pool>", f"{_DOCS}/diesel/latest/diesel/", "diesel::r2d2::Builder::build"),
    known("Result<r2d2::PooledConnection<0>>", f"{_DOCS}/r2d2/latest/r2d2/", "r2d2::Pool::get"),
    known("Result<diesel::r2d2::PooledConnection<0>>", f"{_DOCS}/diesel/latest/diesel/", "diesel::r2d2::Pool::get"),
    known("Result<redis::Connection>", f"{_DOCS}/redis/latest/redis/", "redis::Client::get_connection"),
    known("Result<sled::Tree>", f"{_DOCS}/sled/latest/sled/", "sled::Db::open_tree"),
    known(
        "Result<image::ImageReader>", f"{_DOCS}/image/latest/image/",
        *below("image::ImageReader image::io::Reader", "with_guessed_format"),
    ),
    known(
        "Result<image::DynamicImage>", f"{_DOCS}/image/latest/image/",
        *below("image::ImageReader image::io::Reader", "decode"),
    ),
    known("Result<zip::read::ZipFile>", f"{_DOCS}/zip/latest/zip/", *below("zip::ZipArchive zip::read::ZipArchive", "by_index by_index_decrypt by_name by_path")),
    known("& std::path::Path", f"{_DOCS}/walkdir/latest/walkdir/", "walkdir::DirEntry::path"),
    known(
        "& std::path::Path", f"{_DOCS}/tempfile/latest/tempfile/",
        *below("tempfile::TempDir tempfile::NamedTempFile", "path"),
    ),
    known("Result<reqwest::Client>", f"{_DOCS}/reqwest/latest/reqwest/", "reqwest::ClientBuilder::build"),
    known("reqwest::RequestBuilder", f"{_DOCS}/reqwest/latest/reqwest/", *below("reqwest::Client", "get post")),
)  # fmt: skip

# Types whose constructors take the value that this one of their type arguments is the type of.
SAME: tuple[Known[int], ...] = (
    known(0, f"{_DOCS}/actix-web/latest/actix_web/", "actix_web::web::Data"),
    known(0, f"{_DOCS}/tar/latest/tar/", *below("tar", "Archive Builder")),
)  # fmt: skip
