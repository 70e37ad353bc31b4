"""TLS streams that take one buffer at a time: many given at once become a record, and a write, for each."""

from __future__ import annotations

from .schema import Known, known

ONE_BY_ONE: tuple[Known[str], ...] = (
    known(
        "native-tls",
        "https://docs.rs/tokio-native-tls/latest/tokio_native_tls/struct.TlsStream.html",
        "tokio_native_tls",
    ),
    known("native-tls", "https://docs.rs/hyper-tls/latest/hyper_tls/struct.TlsStream.html", "hyper_tls"),
    known("OpenSSL", "https://docs.rs/tokio-openssl/latest/tokio_openssl/struct.SslStream.html", "tokio_openssl"),
    known("OpenSSL", "https://docs.rs/hyper-openssl/latest/hyper_openssl/", "hyper_openssl"),
    known("BoringSSL", "https://docs.rs/tokio-boring/latest/tokio_boring/struct.SslStream.html", "tokio_boring"),
    known("rustls", "https://github.com/rustls/tokio-rustls/issues/26", "tokio_rustls", versions="<0.25"),
)
