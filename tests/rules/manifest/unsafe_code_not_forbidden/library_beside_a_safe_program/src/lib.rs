pub fn twice(value: u32) -> u32 {
    value * 2
}
