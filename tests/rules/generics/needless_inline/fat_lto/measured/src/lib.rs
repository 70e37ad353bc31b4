// There is a benchmark beside it.
#[inline(always)]
pub fn decoded(byte: u8) -> u8 {
    byte.wrapping_add(1)
}
