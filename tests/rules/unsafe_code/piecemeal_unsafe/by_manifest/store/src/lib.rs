mod ffi;
mod lone;
#[allow(unsafe_code)]
mod raw;

#[allow(unsafe_code)] //~ piecemeal-unsafe
pub fn first(bytes: &[u8]) -> &str {
    // SAFETY: the callers give what was text.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

pub fn all(bytes: &[u8]) -> (u8, &str, i32) {
    #[allow(unsafe_code)] //~ piecemeal-unsafe
    // SAFETY: the callers give what was text.
    let text = unsafe { std::str::from_utf8_unchecked(bytes) };
    (lone::first(text.as_bytes()), raw::second(bytes), ffi::process())
}
