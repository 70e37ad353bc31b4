// Nothing is denied here.
#[allow(unsafe_code)]
pub fn first(bytes: &[u8]) -> &str {
    // SAFETY: the callers give what was text.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

#[allow(unsafe_code)]
pub fn second(bytes: &[u8]) -> &str {
    first(bytes)
}
