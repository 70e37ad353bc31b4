pub const MAXIMUM: usize = HEADER + (1 << 16) - 1;
pub const SLOTS: usize = 32;
pub const SMALL: usize = 1500;
const HEADER: usize = 4;
