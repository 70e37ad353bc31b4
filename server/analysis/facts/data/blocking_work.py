"""Calls that compute for milliseconds or more: password hashes, whole-buffer compression, images, key generation."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_ARGON2 = f"{_DOCS}/argon2/latest/argon2"
_PASSWORD_HASH = f"{_DOCS}/password-hash/latest/password_hash"
_FLATE2 = f"{_DOCS}/flate2/latest/flate2"
_ZSTD = f"{_DOCS}/zstd/latest/zstd"
_IMAGE = f"{_DOCS}/image/latest/image"

_PASSWORD_HASHES = (
    "password_hash argon2::password_hash scrypt::password_hash pbkdf2::password_hash argon2 scrypt pbkdf2"
)
_HASHER_METHODS = "hash_password hash_password_customized hash_password_with_salt verify_password"
_STREAM_CODECS = "GzDecoder ZlibDecoder DeflateDecoder MultiGzDecoder GzEncoder ZlibEncoder DeflateEncoder"

# A whole buffer at once; a `read` or `write` of one block is none.
_DECODING = "read_to_end read_to_string"
_ENCODING = "write_all finish"


def _of(modules: str, types: str) -> str:
    """Types of modules, as prefixes of names."""
    return " ".join(below(modules, types))


FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.CPU, f"{_DOCS}/bcrypt/latest/bcrypt/",
        *below(
            "bcrypt",
            "hash hash_bytes hash_with_result hash_with_salt hash_with_salt_bytes verify bcrypt non_truncating_hash",
            "non_truncating_verify non_truncating_hash_with_result",
        ),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/sha-crypt/0.5.0/sha_crypt/",
        *below("sha_crypt", "sha512_simple sha512_check sha512_crypt sha512_crypt_b64"),
        *below("sha_crypt", "sha256_simple sha256_check sha256_crypt sha256_crypt_b64"),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/rust-argon2/latest/argon2/",
        *below("argon2", "hash_encoded hash_raw verify_encoded verify_encoded_ext verify_raw"),
    ),
    known(
        Blocks.CPU, f"{_PASSWORD_HASH}/index.html",
        *below(_PASSWORD_HASHES, "PasswordHasher::hash_password PasswordVerifier::verify_password"),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/scrypt/latest/scrypt/", *below("scrypt", "scrypt scrypt_simple scrypt_check")
    ),
    known(
        Blocks.CPU, f"{_DOCS}/pbkdf2/latest/pbkdf2/",
        *below("pbkdf2", "pbkdf2 pbkdf2_array pbkdf2_hmac pbkdf2_hmac_array pbkdf2_simple pbkdf2_check"),
    ),
    known(Blocks.CPU, f"{_DOCS}/ring/latest/ring/pbkdf2/index.html", *below("ring::pbkdf2", "derive verify")),
    known(
        Blocks.CPU, f"{_DOCS}/aws-lc-rs/latest/aws_lc_rs/pbkdf2/index.html",
        *below("aws_lc_rs::pbkdf2", "derive verify"),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/openssl/latest/openssl/pkcs5/index.html", *below("openssl::pkcs5", "pbkdf2_hmac scrypt")
    ),
    known(Blocks.CPU, f"{_DOCS}/bcrypt-pbkdf/latest/bcrypt_pbkdf/", "bcrypt_pbkdf::bcrypt_pbkdf"),
    known(
        Blocks.CPU, f"{_DOCS}/pwhash/latest/pwhash/",
        *below("pwhash", "unix::verify unix::crypt bcrypt::hash bcrypt::verify"),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/rsa/latest/rsa/struct.RsaPrivateKey.html",
        *below("rsa::RsaPrivateKey", "new new_with_exp"),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/openssl/latest/openssl/",
        *below("openssl", "rsa::Rsa::generate rsa::Rsa::generate_with_e dh::Dh::generate_params"),
    ),
    known(
        Blocks.CPU, f"{_ZSTD}/stream/index.html",
        *below("zstd zstd::stream", "encode_all decode_all copy_encode copy_decode"),
    ),
    known(
        Blocks.CPU, f"{_ZSTD}/bulk/index.html",
        *below("zstd::bulk", "compress compress_to_buffer decompress decompress_to_buffer"),
        *below("zstd::block", "compress decompress"),
    ),
    known(Blocks.CPU, f"{_DOCS}/brotli/latest/brotli/", *below("brotli", "BrotliCompress BrotliDecompress")),
    known(
        Blocks.CPU, f"{_DOCS}/lz4_flex/latest/lz4_flex/block/index.html",
        *below("lz4_flex lz4_flex::block", "compress compress_into compress_prepend_size"),
        *below("lz4_flex lz4_flex::block", "decompress decompress_into decompress_size_prepended"),
    ),
    known(Blocks.CPU, f"{_DOCS}/lz4/latest/lz4/block/index.html", *below("lz4::block", "compress decompress")),
    known(
        Blocks.CPU, f"{_IMAGE}/index.html",
        *below("image", "open load load_from_memory load_from_memory_with_format save_buffer save_buffer_with_format"),
    ),
    known(
        Blocks.CPU, f"{_IMAGE}/imageops/index.html",
        *below("image::imageops", "resize thumbnail blur filter3x3 unsharpen huerotate fast_blur"),
    ),
)  # fmt: skip

METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.CPU, f"{_ARGON2}/struct.Argon2.html",
        *below("argon2::Argon2", _HASHER_METHODS, "fill_memory hash_password_into hash_password_into_with_memory"),
    ),
    known(Blocks.CPU, f"{_DOCS}/scrypt/latest/scrypt/struct.Scrypt.html", *below("scrypt::Scrypt", _HASHER_METHODS)),
    known(Blocks.CPU, f"{_DOCS}/pbkdf2/latest/pbkdf2/struct.Pbkdf2.html", *below("pbkdf2::Pbkdf2", _HASHER_METHODS)),
    known(
        Blocks.CPU, f"{_PASSWORD_HASH}/struct.PasswordHash.html",
        *below(_PASSWORD_HASHES, "PasswordHash::verify_password"),
    ),
    known(
        Blocks.CPU, f"{_ZSTD}/bulk/index.html",
        *below("zstd::bulk::Compressor", "compress compress_to_buffer"),
        *below("zstd::bulk::Decompressor", "decompress decompress_to_buffer"),
    ),
    known(
        Blocks.CPU, f"{_IMAGE}/enum.DynamicImage.html",
        *below(
            "image::DynamicImage",
            "resize resize_exact resize_to_fill thumbnail thumbnail_exact blur fast_blur unsharpen filter3x3 huerotate",
            "write_to write_with_encoder save save_with_format",
        ),
    ),
    known(
        Blocks.CPU, f"{_IMAGE}/struct.ImageBuffer.html",
        *below("image::ImageBuffer image::RgbaImage image::RgbImage", "save save_with_format write_to"),
    ),
    known(Blocks.CPU, f"{_IMAGE}/struct.ImageReader.html", *below("image::ImageReader image::io::Reader", "decode")),
)  # fmt: skip

# Decoders and encoders, whose constructor stands for the work that is done through them.
CODECS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.CPU, f"{_FLATE2}/read/index.html",
        *below(_of("flate2::read flate2::bufread", f"{_STREAM_CODECS} MultiGzEncoder"), _DECODING),
    ),
    known(Blocks.CPU, f"{_FLATE2}/write/index.html", *below(_of("flate2::write", _STREAM_CODECS), _ENCODING)),
    known(
        Blocks.CPU, f"{_ZSTD}/stream/index.html",
        *below("zstd::Decoder zstd::stream::Decoder", _DECODING),
        *below("zstd::stream::read::Decoder zstd::stream::read::Encoder", _DECODING),
        *below("zstd::Encoder zstd::stream::Encoder", _ENCODING),
        *below("zstd::stream::write::Encoder zstd::stream::write::Decoder", _ENCODING),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/brotli/latest/brotli/",
        *below("brotli::Decompressor brotli::CompressorReader", _DECODING),
        *below("brotli::CompressorWriter brotli::DecompressorWriter", _ENCODING),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/bzip2/latest/bzip2/",
        *below("bzip2::read::BzDecoder bzip2::bufread::BzDecoder", _DECODING),
        *below("bzip2::write::BzEncoder", _ENCODING),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/xz2/latest/xz2/",
        *below("xz2::read::XzDecoder xz2::bufread::XzDecoder", _DECODING),
        *below("xz2::write::XzEncoder", _ENCODING),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/lz4_flex/latest/lz4_flex/frame/index.html",
        *below("lz4_flex::frame::FrameDecoder", _DECODING),
        *below("lz4_flex::frame::FrameEncoder", _ENCODING),
    ),
    known(
        Blocks.CPU, f"{_DOCS}/lz4/latest/lz4/", *below("lz4::Decoder", _DECODING), *below("lz4::Encoder", _ENCODING)
    ),
    known(
        Blocks.CPU, f"{_DOCS}/zip/latest/zip/write/struct.ZipWriter.html",
        *below("zip::ZipWriter zip::write::ZipWriter", _ENCODING),
    ),
    known(Blocks.CPU, f"{_DOCS}/zip/latest/zip/read/struct.ZipFile.html", *below("zip::read::ZipFile", _DECODING)),
)  # fmt: skip

# Functions whose result borrows nothing of what they are given, so that it may come back from another thread.
GIVES_OWNED: tuple[Known[str], ...] = (
    known("hash", f"{_DOCS}/bcrypt/latest/bcrypt/", *below("bcrypt", "hash hash_with_result verify")),
    known("hash", f"{_DOCS}/pwhash/latest/pwhash/", *below("pwhash", "unix::verify bcrypt::hash bcrypt::verify")),
    known("bytes", f"{_ZSTD}/stream/index.html", *below("zstd zstd::stream", "encode_all decode_all")),
    known(
        "bytes", f"{_DOCS}/lz4_flex/latest/lz4_flex/block/index.html",
        *below("lz4_flex lz4_flex::block", "compress_prepend_size decompress_size_prepended"),
    ),
    known("picture", f"{_IMAGE}/index.html", *below("image", "load_from_memory load_from_memory_with_format")),
)  # fmt: skip
