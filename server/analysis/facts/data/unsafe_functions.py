"""Unsafe functions of std and common crates whose caller promises something that is not seen in the call."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_POINTER = f"{_STD}/primitive.pointer.html"

PROMISES: tuple[Known[str], ...] = (
    known("the bytes are UTF-8", f"{_STD}/str/fn.from_utf8_unchecked.html", *below("std::str", "from_utf8_unchecked from_utf8_unchecked_mut")),
    known("the bytes are UTF-8", f"{_STD}/string/struct.String.html", "std::string::String::from_utf8_unchecked", "std::string::String::as_mut_vec"),
    known("the bytes stay UTF-8", f"{_STD}/primitive.str.html", "std::primitive::str::as_bytes_mut"),
    known("the elements are initialised", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::set_len"),
    known("pointer, length and capacity are one allocation's", f"{_STD}/vec/struct.Vec.html", *below("std::vec::Vec", "from_raw_parts")),
    known("the bytes are valid for the other type", f"{_STD}/mem/fn.transmute.html", *below("std::mem", "transmute transmute_copy")),
    known("the memory is initialised", f"{_STD}/mem/union.MaybeUninit.html", *below("std::mem::MaybeUninit", "assume_init assume_init_ref assume_init_mut assume_init_read assume_init_drop")),
    known("the pointer is valid for so many elements", f"{_STD}/slice/fn.from_raw_parts.html", *below("std::slice", "from_raw_parts from_raw_parts_mut")),
    known("there is a value", f"{_STD}/option/enum.Option.html", "std::option::Option::unwrap_unchecked"),
    known("the pointer came from `into_raw`, and is taken back once", f"{_STD}/boxed/struct.Box.html", "std::boxed::Box::from_raw", "std::sync::Arc::from_raw", "std::rc::Rc::from_raw", "std::ffi::CString::from_raw"),
    known("the counts are balanced", f"{_STD}/sync/struct.Arc.html", *below("std::sync::Arc", "increment_strong_count decrement_strong_count get_mut_unchecked")),
    known("the bytes end in their only NUL", f"{_STD}/ffi/struct.CStr.html", "std::ffi::CStr::from_bytes_with_nul_unchecked"),
    known("the descriptor is open and owned", f"{_STD}/os/fd/trait.FromRawFd.html", "std::os::fd::FromRawFd::from_raw_fd", "std::os::fd::BorrowedFd::borrow_raw"),
    known("the value is not moved again", f"{_STD}/pin/struct.Pin.html", *below("std::pin::Pin", "new_unchecked get_unchecked_mut map_unchecked map_unchecked_mut")),
    known("the value is not zero", f"{_STD}/num/struct.NonZero.html", "std::num::NonZero::new_unchecked", "std::ptr::NonNull::new_unchecked"),
    known("the pointer stays in its allocation", _POINTER, *below("std::primitive::pointer", "offset byte_add byte_sub offset_from")),
    known("the pointer is valid, and nobody else has the memory", _POINTER, *below("std::primitive::pointer", "read_unaligned write_unaligned read_volatile write_volatile copy_to_nonoverlapping copy_from_nonoverlapping drop_in_place")),
    known("the regions are valid and do not overlap", f"{_STD}/ptr/fn.copy_nonoverlapping.html", *below("std::ptr", "copy_nonoverlapping read_unaligned write_unaligned read_volatile write_volatile write_bytes drop_in_place")),
    known("no other thread reads the environment", f"{_STD}/env/fn.set_var.html", *below("std::env", "set_var remove_var")),
    known("the code can not be reached", f"{_STD}/hint/fn.unreachable_unchecked.html", "std::hint::unreachable_unchecked"),
    known("the closure only does what is safe after a fork", f"{_STD}/os/unix/process/trait.CommandExt.html", "std::os::unix::process::CommandExt::pre_exec"),
    known("nobody shortens the file", "https://docs.rs/memmap2/latest/memmap2/struct.Mmap.html", *below("memmap2 memmap", "Mmap::map MmapMut::map_mut", "MmapOptions::map MmapOptions::map_mut MmapOptions::map_copy MmapOptions::map_copy_read_only")),
    known("the index is in bounds", "https://docs.rs/bytes/latest/bytes/trait.BufMut.html", "bytes::BufMut::advance_mut"),
)  # fmt: skip
