#[no_mangle]
pub extern "C" fn twice(value: u32) -> u32 {
    value * 2
}
