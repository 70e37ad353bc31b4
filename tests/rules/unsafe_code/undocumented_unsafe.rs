//! Marked lines are found, all others are silent for every rule.

use std::cell::UnsafeCell;
use std::ffi::c_int;
use std::marker::PhantomData;

extern "C" {
    fn getpid() -> c_int;
    fn close(descriptor: c_int) -> c_int;
}

pub struct Handle(pub *mut u8);

unsafe impl Send for Handle {} //~ undocumented-unsafe

pub struct Counter {
    value: UnsafeCell<u64>,
}

impl Counter {
    pub fn value(&self) -> u64 {
        unsafe { *self.value.get() } //~ undocumented-unsafe
    }

    /// The caller must be the only thread that writes.
    pub unsafe fn bump(&self) {
        unsafe { *self.value.get() += 1 }
    }

    pub fn twice(&self) {
        unsafe { self.bump() }; //~ undocumented-unsafe
        // Checked by the caller's lock, so both are safe.
        unsafe { self.bump() };
    }
}

pub fn text(bytes: &[u8]) -> &str {
    unsafe { std::str::from_utf8_unchecked(bytes) } //~ undocumented-unsafe
}

pub fn grown(mut buffer: Vec<u8>, length: usize) -> Vec<u8> {
    buffer.reserve(length);
    // Room for the next message.
    #[allow(clippy::uninit_vec)]
    unsafe { //~ undocumented-unsafe
        buffer.set_len(length);
    }
    buffer
}

pub fn printed(bytes: &[u8]) {
    println!("{}", unsafe { std::str::from_utf8_unchecked(bytes) }); //~ undocumented-unsafe
}

pub fn last_but_one(id: Option<c_int>) -> Option<c_int> {
    // An `Option` has a method of the name that maps files elsewhere.
    unsafe { id.map(|id| close(id)) }
}

// The word itself, above the statement, an attribute, an argument, the block, and behind or inside of it.

pub fn above_statement(bytes: &[u8]) -> Result<&str, ()> {
    // SAFETY: checked by `is_ascii` of the caller.
    let text = unsafe { std::str::from_utf8_unchecked(bytes) };
    Ok(text)
}

pub fn above_attribute(bytes: &[u8]) -> &str {
    /* SAFETY: as above. */
    #[allow(unused_unsafe)]
    let text = unsafe { std::str::from_utf8_unchecked(bytes) };
    text
}

pub fn above_argument(bytes: &[u8]) -> Option<&str> {
    Some(
        // SAFETY: as above.
        unsafe { std::str::from_utf8_unchecked(bytes) },
    )
}

pub fn above_return(bytes: &[u8]) -> Option<&str> {
    if bytes.is_ascii() {
        // Safety: ASCII is UTF-8.
        Some(unsafe { std::str::from_utf8_unchecked(bytes) })
    } else {
        None
    }
}

pub fn behind(bytes: &[u8]) -> &str {
    unsafe { std::str::from_utf8_unchecked(bytes) } // SAFETY: as above.
}

pub fn inside(bytes: &[u8]) -> &str {
    unsafe {
        // SAFETY: as above.
        std::str::from_utf8_unchecked(bytes)
    }
}

pub fn in_other_words(bytes: &[u8]) -> &str {
    // The parser guarantees ASCII here.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

pub fn of_the_loop(parts: &[&[u8]]) -> usize {
    let mut length = 0;
    // SAFETY: all parts come from the tokenizer, which only cuts text.
    for part in parts {
        length += unsafe { std::str::from_utf8_unchecked(part) }.chars().count();
    }
    length
}

/// Reads the text again.
///
/// # Safety
///
/// The bytes must be UTF-8.
pub unsafe fn documented(bytes: &[u8]) -> &str {
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

pub struct Shared<T>(PhantomData<*mut T>);

// SAFETY: the pointer is never followed.
unsafe impl<T> Send for Shared<T> {}
unsafe impl<T> Sync for Shared<T> {}

// What a foreign function asks for is in its own manual.

pub fn process() -> c_int {
    unsafe { getpid() }
}

pub fn closed(descriptor: c_int) -> bool {
    unsafe { close(descriptor) == 0 }
}

/// Called by the foreign side.
pub extern "C" fn on_event(data: *mut u64) {
    unsafe { *data += 1 }
}

pub fn first_size() -> std::num::NonZeroUsize {
    unsafe { std::num::NonZeroUsize::new_unchecked(64) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn sum_wide(values: &[u32]) -> u32 {
    values.iter().sum()
}

pub fn sum(values: &[u32]) -> u32 {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        return unsafe { sum_wide(values) };
    }
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads() {
        assert_eq!(unsafe { std::str::from_utf8_unchecked(b"a") }, "a");
    }
}
