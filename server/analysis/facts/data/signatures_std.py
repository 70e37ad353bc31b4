"""What functions and methods of the standard library return, and its public fields.

The form of a type is that which `type_model.written` reads: `0` and `1` stand for the receiver's type arguments (for
a function: the type of its first argument), `Self` for the receiver, `?` for what is not known, `iter<T>` for any
iterator over T, `async T` for a future of T.
"""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"

RETURNS: tuple[Known[str], ...] = (
    known("Result<std::fs::File>", f"{_STD}/fs/struct.File.html", *below("std::fs::File", "create_new open create")),
    known("Result<std::fs::File>", f"{_STD}/fs/struct.OpenOptions.html", "std::fs::OpenOptions::open"),
    known("std::io::Stdin", f"{_STD}/io/index.html", "std::io::stdin"),
    known("std::io::Stdout", f"{_STD}/io/index.html", "std::io::stdout"),
    known(
        "Result<std::os::unix::net::UnixStream>", f"{_STD}/os/unix/net/struct.UnixStream.html",
        "std::os::unix::net::UnixStream::connect",
    ),
    known(
        "Result<std::os::unix::net::UnixDatagram>", f"{_STD}/os/unix/net/struct.UnixDatagram.html",
        "std::os::unix::net::UnixDatagram::bind",
    ),
    known(
        "(std::sync::mpsc::SyncSender, std::sync::mpsc::Receiver)", f"{_STD}/sync/mpsc/index.html",
        "std::sync::mpsc::sync_channel",
    ),
    known(
        "Result<std::net::TcpStream>", f"{_STD}/net/struct.TcpStream.html",
        *below("std::net::TcpStream", "connect connect_timeout"),
    ),
    known("Result<std::net::TcpListener>", f"{_STD}/net/struct.TcpListener.html", "std::net::TcpListener::bind"),
    known("Result<std::net::UdpSocket>", f"{_STD}/net/struct.UdpSocket.html", "std::net::UdpSocket::bind"),
    known(
        "Result<std::os::unix::net::UnixListener>", f"{_STD}/os/unix/net/struct.UnixListener.html",
        "std::os::unix::net::UnixListener::bind",
    ),
    known("std::fs::OpenOptions", f"{_STD}/fs/struct.File.html", "std::fs::File::options"),
    known("std::fs::OpenOptions", f"{_STD}/fs/struct.OpenOptions.html", "std::fs::OpenOptions::new"),
    known("Result<String>", f"{_STD}/fs/index.html", "std::fs::read_to_string"),
    known("Result<Vec<u8>>", f"{_STD}/fs/index.html", "std::fs::read"),
    known("Result<std::fs::ReadDir>", f"{_STD}/fs/index.html", "std::fs::read_dir"),
    known("Result<std::fs::Metadata>", f"{_STD}/fs/index.html", "std::fs::metadata"),
    known("Result<std::path::PathBuf>", f"{_STD}/fs/index.html", *below("std::fs", "canonicalize read_link")),
    known("& std::path::Path", f"{_STD}/path/struct.Path.html", "std::path::Path::new"),
    known("std::path::PathBuf", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::from"),
    known("Result<std::path::PathBuf>", f"{_STD}/env/index.html", *below("std::env", "current_dir current_exe")),
    known("std::path::PathBuf", f"{_STD}/env/index.html", "std::env::temp_dir"),
    known("iter<String>", f"{_STD}/env/index.html", "std::env::args"),
    known("Result<String>", f"{_STD}/env/fn.var.html", "std::env::var"),
    known("String", f"{_STD}/string/struct.String.html", "std::string::String::from"),
    known("Result<String>", f"{_STD}/string/struct.String.html", "std::string::String::from_utf8"),
    known(
        "(std::sync::mpsc::Sender, std::sync::mpsc::Receiver)", f"{_STD}/sync/mpsc/index.html",
        "std::sync::mpsc::channel",
    ),
    known("0", f"{_STD}/sync/struct.Arc.html", "std::sync::Arc::clone"),
    known("0", f"{_STD}/rc/struct.Rc.html", "std::rc::Rc::clone"),
    known("0", f"{_STD}/clone/trait.Clone.html", "std::clone::Clone::clone"),
    known("std::thread::JoinHandle", f"{_STD}/thread/index.html", "std::thread::spawn"),
    known(
        "std::time::Duration", f"{_STD}/time/struct.Duration.html",
        *below("std::time::Duration", "from_secs from_millis"),
    ),
)  # fmt: skip

METHODS: tuple[Known[str], ...] = (
    known(
        "Self", f"{_STD}/process/struct.Command.html",
        *below(
            "std::process::Command",
            "arg args env envs env_remove env_clear current_dir stdin stdout stderr uid gid arg0 process_group",
            "creation_flags pre_exec raw_arg kill_on_drop",
        ),
    ),
    known("Self", f"{_STD}/thread/struct.Builder.html", *below("std::thread::Builder", "name stack_size")),
    known("Self", f"{_STD}/io/struct.Take.html", "std::io::Take::by_ref"),
    known("Result<std::process::Child>", f"{_STD}/process/struct.Command.html", "std::process::Command::spawn"),
    known("Result<std::thread::JoinHandle>", f"{_STD}/thread/struct.Builder.html", "std::thread::Builder::spawn"),
    known("Result<std::fs::File>", f"{_STD}/fs/struct.File.html", "std::fs::File::try_clone"),
    known("Result<std::net::TcpStream>", f"{_STD}/net/struct.TcpStream.html", "std::net::TcpStream::try_clone"),
    known("Result<std::net::UdpSocket>", f"{_STD}/net/struct.UdpSocket.html", "std::net::UdpSocket::try_clone"),
    known(
        "Result<(std::os::unix::net::UnixStream, ?)>", f"{_STD}/os/unix/net/struct.UnixListener.html",
        "std::os::unix::net::UnixListener::accept",
    ),
    known(
        "iter<Result<std::os::unix::net::UnixStream>>", f"{_STD}/os/unix/net/struct.UnixListener.html",
        "std::os::unix::net::UnixListener::incoming",
    ),
    known("std::io::StdinLock", f"{_STD}/io/struct.Stdin.html", "std::io::Stdin::lock"),
    known("std::io::StdoutLock", f"{_STD}/io/struct.Stdout.html", "std::io::Stdout::lock"),
    known(
        "Result<std::sync::MutexGuard<0>>", f"{_STD}/sync/struct.Mutex.html",
        *below("std::sync::Mutex", "lock try_lock"),
    ),
    known("Result<std::sync::RwLockReadGuard<0>>", f"{_STD}/sync/struct.RwLock.html", "std::sync::RwLock::read"),
    known("Result<std::sync::RwLockWriteGuard<0>>", f"{_STD}/sync/struct.RwLock.html", "std::sync::RwLock::write"),
    known("std::cell::Ref<0>", f"{_STD}/cell/struct.RefCell.html", "std::cell::RefCell::borrow"),
    known("std::cell::RefMut<0>", f"{_STD}/cell/struct.RefCell.html", "std::cell::RefCell::borrow_mut"),
    known(
        "Result<(std::net::TcpStream, std::net::SocketAddr)>", f"{_STD}/net/struct.TcpListener.html",
        "std::net::TcpListener::accept",
    ),
    known(
        "iter<Result<std::net::TcpStream>>", f"{_STD}/net/struct.TcpListener.html",
        "std::net::TcpListener::incoming",
    ),
    known("Result<std::fs::File>", f"{_STD}/fs/struct.OpenOptions.html", "std::fs::OpenOptions::open"),
    known(
        "std::fs::OpenOptions", f"{_STD}/fs/struct.OpenOptions.html",
        *below("std::fs::OpenOptions", "read write append create create_new truncate mode custom_flags"),
    ),
    known(
        "std::path::PathBuf", f"{_STD}/path/struct.Path.html",
        *below("std::path::Path", "join with_extension with_file_name to_path_buf to_owned"),
    ),
    known(
        "std::path::PathBuf", f"{_STD}/path/struct.PathBuf.html",
        *below("std::path::PathBuf", "join with_extension with_file_name to_path_buf"),
    ),
    known("Option<& std::path::Path>", f"{_STD}/path/struct.Path.html", "std::path::Path::parent"),
    known("Option<& std::path::Path>", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::parent"),
    known("Result<std::path::PathBuf>", f"{_STD}/path/struct.Path.html", "std::path::Path::canonicalize"),
    known("Result<std::path::PathBuf>", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::canonicalize"),
    known("Result<& std::path::Path>", f"{_STD}/path/struct.Path.html", "std::path::Path::strip_prefix"),
    known("Result<& std::path::Path>", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::strip_prefix"),
    known("iter<& std::path::Path>", f"{_STD}/path/struct.Path.html", "std::path::Path::ancestors"),
    known("iter<& std::path::Path>", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::ancestors"),
    known("Result<std::fs::ReadDir>", f"{_STD}/path/struct.Path.html", "std::path::Path::read_dir"),
    known("Result<std::fs::ReadDir>", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::read_dir"),
    known("std::path::PathBuf", f"{_STD}/fs/struct.DirEntry.html", "std::fs::DirEntry::path"),
    known("& std::path::Path", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::as_path"),
    known("iter<0>", f"{_STD}/vec/struct.Vec.html", *below("std::vec::Vec", "iter iter_mut into_iter drain")),
    known("[0]", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::as_slice"),
    known("Option<& 0>", f"{_STD}/vec/struct.Vec.html", *below("std::vec::Vec", "first last get")),
    known("Option<0>", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::pop"),
    known("iter<0>", f"{_STD}/primitive.slice.html", *below("std::primitive::slice", "iter iter_mut into_iter")),
    known("Vec<0>", f"{_STD}/primitive.slice.html", "std::primitive::slice::to_vec"),
    known("Option<& 0>", f"{_STD}/primitive.slice.html", "std::primitive::slice::get"),
    known("iter<[0]>", f"{_STD}/primitive.slice.html", "std::primitive::slice::chunks_exact"),
    known("Option<& 1>", f"{_STD}/collections/struct.HashMap.html", *below("std::collections::HashMap", "get get_mut")),
    known("Option<1>", f"{_STD}/collections/struct.HashMap.html", *below("std::collections::HashMap", "remove insert")),
    known(
        "iter<(0, 1)>", f"{_STD}/collections/struct.HashMap.html",
        *below("std::collections::HashMap", "iter iter_mut into_iter"),
    ),
    known("iter<0>", f"{_STD}/collections/struct.HashMap.html", "std::collections::HashMap::keys"),
    known(
        "iter<1>", f"{_STD}/collections/struct.HashMap.html",
        *below("std::collections::HashMap", "values values_mut"),
    ),
    known(
        "Option<& 1>", f"{_STD}/collections/struct.BTreeMap.html",
        *below("std::collections::BTreeMap", "get get_mut"),
    ),
    known(
        "iter<(0, 1)>", f"{_STD}/collections/struct.BTreeMap.html",
        *below("std::collections::BTreeMap", "iter iter_mut"),
    ),
    known(
        "iter<1>", f"{_STD}/collections/struct.BTreeMap.html",
        *below("std::collections::BTreeMap", "values_mut values"),
    ),
    known("iter<0>", f"{_STD}/collections/struct.BTreeMap.html", "std::collections::BTreeMap::keys"),
    known("iter<0>", f"{_STD}/collections/struct.HashSet.html", "std::collections::HashSet::iter"),
    known("iter<0>", f"{_STD}/collections/struct.VecDeque.html", "std::collections::VecDeque::iter"),
    known("& 0", f"{_STD}/convert/trait.AsRef.html", "std::convert::AsRef::as_ref"),
    known("0", f"{_STD}/convert/trait.Into.html", "std::convert::Into::into"),
    known("iter<({integer}, 0)>", f"{_STD}/iter/trait.Iterator.html", "std::iter::Iterator::enumerate"),
    known(
        "Self", f"{_STD}/iter/trait.Iterator.html",
        *below(
            "std::iter::Iterator",
            "rev filter inspect skip_while take_while step_by by_ref take skip cloned copied peekable",
        ),
    ),
    known("Option<0>", f"{_STD}/iter/trait.Iterator.html", *below("std::iter::Iterator", "find last nth next")),
    known("Option<& 0>", f"{_STD}/option/enum.Option.html", *below("std::option::Option", "as_ref as_mut as_deref")),
    known("Option<0>", f"{_STD}/option/enum.Option.html", *below("std::option::Option", "take cloned")),
    known(
        "Result<0>", f"{_STD}/option/enum.Option.html",
        *below("std::option::Option", "ok_or ok_or_else context with_context"),
    ),
    known("Option<0>", f"{_STD}/result/enum.Result.html", "std::result::Result::ok"),
    known(
        "Result<0>", f"{_STD}/result/enum.Result.html",
        *below("std::result::Result", "map_err context with_context wrap_err inspect inspect_err or_else"),
    ),
    known("Result<& 0>", f"{_STD}/result/enum.Result.html", "std::result::Result::as_ref"),
    known("& 0", f"{_STD}/sync/struct.Arc.html", "std::sync::Arc::as_ref"),
    known("Option<Arc<0>>", f"{_STD}/sync/struct.Weak.html", "std::sync::Weak::upgrade"),
    known("Option<& 0>", f"{_STD}/sync/struct.OnceLock.html", "std::sync::OnceLock::get"),
    known("& 0", f"{_STD}/sync/struct.OnceLock.html", "std::sync::OnceLock::get_or_init"),
    known("& str", f"{_STD}/string/struct.String.html", "std::string::String::as_str"),
    known("iter<char>", f"{_STD}/string/struct.String.html", "std::string::String::chars"),
    known("iter<char>", f"{_STD}/primitive.str.html", "std::primitive::str::chars"),
    known("iter<u8>", f"{_STD}/primitive.str.html", "std::primitive::str::bytes"),
    known("iter<u8>", f"{_STD}/string/struct.String.html", "std::string::String::bytes"),
    known("& [u8]", f"{_STD}/primitive.str.html", "std::primitive::str::as_bytes"),
    known("& [u8]", f"{_STD}/string/struct.String.html", "std::string::String::as_bytes"),
    known("usize", f"{_STD}/primitive.str.html", "std::primitive::str::len"),
    known("String", f"{_STD}/string/trait.ToString.html", "std::string::ToString::to_string"),
    known("usize", f"{_STD}/iter/trait.ExactSizeIterator.html", "std::iter::ExactSizeIterator::len"),
)  # fmt: skip

FIELDS: tuple[Known[str], ...] = (
    known("Option<std::process::ChildStdin>", f"{_STD}/process/struct.Child.html", "std::process::Child::stdin"),
    known("Option<std::process::ChildStdout>", f"{_STD}/process/struct.Child.html", "std::process::Child::stdout"),
    known("Option<std::process::ChildStderr>", f"{_STD}/process/struct.Child.html", "std::process::Child::stderr"),
)  # fmt: skip

# Types whose constructors take the value that this one of their type arguments is the type of.
SAME: tuple[Known[int], ...] = (
    known(0, f"{_STD}/boxed/index.html", "std::boxed::Box"),
    known(0, f"{_STD}/cell/index.html", *below("std::cell", "Cell RefCell")),
    known(0, f"{_STD}/io/index.html", *below("std::io", "BufReader BufWriter")),
    known(0, f"{_STD}/rc/index.html", "std::rc::Rc"),
    known(0, f"{_STD}/sync/index.html", *below("std::sync", "Arc Mutex RwLock")),
)  # fmt: skip
