"""Types that give something back when they are dropped: memory of the heap, a file, a connection."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"

DESTRUCTORS: tuple[Known[str], ...] = (
    known("memory", f"{_STD}/string/struct.String.html", "std::string::String"),
    known("memory", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec"),
    known("memory", f"{_STD}/boxed/struct.Box.html", "std::boxed::Box"),
    known("memory", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf"),
    known("memory", f"{_STD}/ffi/struct.OsString.html", "std::ffi::OsString", "std::ffi::CString"),
    known(
        "memory", f"{_STD}/collections/index.html",
        *below("std::collections", "HashMap HashSet BTreeMap BTreeSet VecDeque BinaryHeap LinkedList"),
    ),
    known("a count", f"{_STD}/sync/struct.Arc.html", "std::sync::Arc", "std::sync::Weak"),
    known("a count", f"{_STD}/rc/struct.Rc.html", "std::rc::Rc", "std::rc::Weak"),
    known("a file", f"{_STD}/fs/struct.File.html", "std::fs::File"),
    known("a connection", f"{_STD}/net/struct.TcpStream.html", *below("std::net", "TcpStream TcpListener UdpSocket")),
)  # fmt: skip
