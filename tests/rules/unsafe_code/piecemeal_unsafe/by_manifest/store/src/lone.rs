// The one exception of a file, with its reason.
#[allow(unsafe_code)]
pub fn first(bytes: &[u8]) -> u8 {
    // SAFETY: the callers never give an empty slice.
    unsafe { *bytes.as_ptr() }
}
