"""Calls that compute for milliseconds or more: password hashes, whole-buffer compression, images, key generation.

Sources: the documentation of each crate named.
"""

from __future__ import annotations

from .blocking_kinds import Blocks

_BCRYPT = (
    "hash", "hash_bytes", "hash_with_result", "hash_with_salt", "hash_with_salt_bytes", "verify", "bcrypt",
    "non_truncating_hash", "non_truncating_verify", "non_truncating_hash_with_result",
)  # fmt: skip
_SHA_CRYPT = (
    "sha512_simple", "sha512_check", "sha512_crypt", "sha512_crypt_b64", "sha256_simple", "sha256_check",
    "sha256_crypt", "sha256_crypt_b64",
)  # fmt: skip
_ARGON2 = ("hash_encoded", "hash_raw", "verify_encoded", "verify_encoded_ext", "verify_raw")
_HASHER_TRAITS = ("PasswordHasher::hash_password", "PasswordVerifier::verify_password")
_PASSWORD_CRATES = ("argon2", "scrypt", "pbkdf2")
_PASSWORD_HASHES = tuple(
    prefix + "password_hash" for prefix in ("", *(f"{crate}::" for crate in _PASSWORD_CRATES))
)  # fmt: skip

_PASSWORDS = (
    *(f"bcrypt::{name}" for name in _BCRYPT),
    *(f"sha_crypt::{name}" for name in _SHA_CRYPT),
    *(f"argon2::{name}" for name in _ARGON2),
    *(f"{module}::{name}" for module in (*_PASSWORD_HASHES, *_PASSWORD_CRATES) for name in _HASHER_TRAITS),
    "scrypt::scrypt",
    "scrypt::scrypt_simple",
    "scrypt::scrypt_check",
    "pbkdf2::pbkdf2",
    "pbkdf2::pbkdf2_array",
    "pbkdf2::pbkdf2_hmac",
    "pbkdf2::pbkdf2_hmac_array",
    "pbkdf2::pbkdf2_simple",
    "pbkdf2::pbkdf2_check",
    "ring::pbkdf2::derive",
    "ring::pbkdf2::verify",
    "aws_lc_rs::pbkdf2::derive",
    "aws_lc_rs::pbkdf2::verify",
    "openssl::pkcs5::pbkdf2_hmac",
    "openssl::pkcs5::scrypt",
    "bcrypt_pbkdf::bcrypt_pbkdf",
    *(f"pwhash::{name}" for name in ("unix::verify", "unix::crypt", "bcrypt::hash", "bcrypt::verify")),
)
_KEYS = (
    "rsa::RsaPrivateKey::new",
    "rsa::RsaPrivateKey::new_with_exp",
    "openssl::rsa::Rsa::generate",
    "openssl::rsa::Rsa::generate_with_e",
    "openssl::dh::Dh::generate_params",
)
_ZSTD = ("encode_all", "decode_all", "copy_encode", "copy_decode")
_LZ4 = (
    "compress",
    "compress_into",
    "compress_prepend_size",
    "decompress",
    "decompress_into",
    "decompress_size_prepended",
)
_CODECS = (
    *(f"zstd::{name}" for name in _ZSTD),
    *(f"zstd::stream::{name}" for name in _ZSTD),
    *(f"zstd::bulk::{name}" for name in ("compress", "compress_to_buffer", "decompress", "decompress_to_buffer")),
    *(f"zstd::block::{name}" for name in ("compress", "decompress")),
    "brotli::BrotliCompress",
    "brotli::BrotliDecompress",
    *(f"lz4_flex::{module}{name}" for module in ("", "block::") for name in _LZ4),
    "lz4::block::compress",
    "lz4::block::decompress",
)
_IMAGES = (
    "image::open",
    "image::load",
    "image::load_from_memory",
    "image::load_from_memory_with_format",
    "image::save_buffer",
    "image::save_buffer_with_format",
    *(
        f"image::imageops::{name}"
        for name in ("resize", "thumbnail", "blur", "filter3x3", "unsharpen", "huerotate", "fast_blur")
    ),
)
FUNCTIONS: dict[str, Blocks] = dict.fromkeys((*_PASSWORDS, *_KEYS, *_CODECS, *_IMAGES), Blocks.CPU)

_ARGON2_METHODS = frozenset(
    {
        "hash_password", "hash_password_customized", "hash_password_with_salt", "hash_password_into",
        "hash_password_into_with_memory", "verify_password", "fill_memory",
    }
)  # fmt: skip
_HASHER_METHODS = frozenset({"hash_password", "hash_password_customized", "hash_password_with_salt", "verify_password"})

# A whole buffer at once; a `read` or `write` of one block is none.
_DECODING = frozenset({"read_to_end", "read_to_string"})
_ENCODING = frozenset({"write_all", "finish"})

_READERS = (
    *(
        f"flate2::{module}::{codec}{way}"
        for module in ("read", "bufread")
        for codec in ("Gz", "Zlib", "Deflate", "MultiGz")
        for way in ("Decoder", "Encoder")
    ),
    "zstd::Decoder",
    "zstd::stream::Decoder",
    "zstd::stream::read::Decoder",
    "zstd::stream::read::Encoder",
    "brotli::Decompressor",
    "brotli::CompressorReader",
    "bzip2::read::BzDecoder",
    "bzip2::bufread::BzDecoder",
    "xz2::read::XzDecoder",
    "xz2::bufread::XzDecoder",
    "lz4_flex::frame::FrameDecoder",
    "lz4::Decoder",
    "zip::read::ZipFile",
)
_WRITERS = (
    *(
        f"flate2::write::{codec}{way}"
        for codec in ("Gz", "Zlib", "Deflate", "MultiGz")
        for way in ("Decoder", "Encoder")
        if codec + way != "MultiGzEncoder"
    ),
    "zstd::Encoder",
    "zstd::stream::Encoder",
    "zstd::stream::write::Encoder",
    "zstd::stream::write::Decoder",
    "brotli::CompressorWriter",
    "brotli::DecompressorWriter",
    "bzip2::write::BzEncoder",
    "xz2::write::XzEncoder",
    "lz4_flex::frame::FrameEncoder",
    "lz4::Encoder",
)
_IMAGE = frozenset(
    {
        "resize", "resize_exact", "resize_to_fill", "thumbnail", "thumbnail_exact", "blur", "fast_blur", "unsharpen",
        "filter3x3", "huerotate", "write_to", "write_with_encoder", "save", "save_with_format",
    }
)  # fmt: skip
_READER = frozenset({"decode"})

METHODS: dict[str, tuple[Blocks, frozenset[str]]] = {
    "argon2::Argon2": (Blocks.CPU, _ARGON2_METHODS),
    "scrypt::Scrypt": (Blocks.CPU, _HASHER_METHODS),
    "pbkdf2::Pbkdf2": (Blocks.CPU, _HASHER_METHODS),
    **{
        f"{module}::PasswordHash": (Blocks.CPU, frozenset({"verify_password"}))
        for module in (*_PASSWORD_HASHES, *_PASSWORD_CRATES)
    },
    **dict.fromkeys(_READERS, (Blocks.CPU, _DECODING)),
    **dict.fromkeys(_WRITERS, (Blocks.CPU, _ENCODING)),
    "zstd::bulk::Compressor": (Blocks.CPU, frozenset({"compress", "compress_to_buffer"})),
    "zstd::bulk::Decompressor": (Blocks.CPU, frozenset({"decompress", "decompress_to_buffer"})),
    "image::DynamicImage": (Blocks.CPU, _IMAGE),
    "image::ImageBuffer": (Blocks.CPU, frozenset({"save", "save_with_format", "write_to"})),
    "image::RgbaImage": (Blocks.CPU, frozenset({"save", "save_with_format", "write_to"})),
    "image::RgbImage": (Blocks.CPU, frozenset({"save", "save_with_format", "write_to"})),
    "image::ImageReader": (Blocks.CPU, _READER),
    "image::io::Reader": (Blocks.CPU, _READER),
}

# Decoders and encoders, whose constructor stands for the work that is done through them.
CODECS: frozenset[str] = frozenset((*_READERS, *_WRITERS))
