"""Crates that ask the disk in the name of the caller: temporary files, walks over folders, archives that are unpacked."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_TEMPFILE = f"{_DOCS}/tempfile/latest/tempfile"
_TAR = f"{_DOCS}/tar/latest/tar"

FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(Blocks.FS, f"{_TEMPFILE}/", *below("tempfile", "tempfile tempfile_in tempdir tempdir_in")),
    known(
        Blocks.FS, f"{_TEMPFILE}/struct.NamedTempFile.html",
        *below("tempfile::NamedTempFile", "new new_in with_prefix with_prefix_in with_suffix with_suffix_in"),
    ),
    known(
        Blocks.FS, f"{_TEMPFILE}/struct.TempDir.html",
        *below("tempfile::TempDir", "new new_in with_prefix with_prefix_in with_suffix with_suffix_in"),
    ),
    known(Blocks.FS, f"{_DOCS}/walkdir/latest/walkdir/struct.WalkDir.html", "walkdir::WalkDir::new"),
    known(Blocks.FS, f"{_DOCS}/glob/latest/glob/fn.glob.html", *below("glob", "glob glob_with")),
    known(
        Blocks.FS, f"{_DOCS}/fs_extra/latest/fs_extra/",
        *below("fs_extra", "copy_items move_items remove_items dir::copy dir::move_dir dir::get_size dir::remove"),
    ),
)  # fmt: skip

METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.FS, f"{_TEMPFILE}/struct.NamedTempFile.html",
        *below("tempfile::NamedTempFile", "keep persist persist_noclobber reopen"),
        *below("tempfile::TempPath", "keep persist persist_noclobber"),
    ),
    known(
        Blocks.FS, f"{_TEMPFILE}/struct.Builder.html",
        *below("tempfile::Builder", "tempdir tempdir_in tempfile tempfile_in"),
    ),
    known(Blocks.FS, f"{_TAR}/struct.Archive.html", "tar::Archive::unpack"),
    known(
        Blocks.FS, f"{_TAR}/struct.Builder.html",
        *below("tar::Builder", "append_dir_all append_path append_path_with_name"),
    ),
    known(
        Blocks.FS, f"{_DOCS}/zip/latest/zip/read/struct.ZipArchive.html",
        *below("zip::ZipArchive zip::read::ZipArchive", "extract"),
    ),
)  # fmt: skip

# Archives whose work is that of the decoder or encoder inside, by the methods that go through all of it.
ARCHIVES: tuple[Known[Blocks], ...] = (
    known(Blocks.CPU, f"{_TAR}/struct.Archive.html", *below("tar::Archive", "entries unpack")),
    known(
        Blocks.CPU, f"{_TAR}/struct.Builder.html",
        *below("tar::Builder", "append append_data append_dir_all append_file append_path append_path_with_name"),
    ),
)  # fmt: skip
