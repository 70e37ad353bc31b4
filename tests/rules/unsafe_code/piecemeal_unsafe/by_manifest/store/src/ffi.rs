extern "C" {
    fn getpid() -> i32;
}

#[allow(unsafe_code)]
pub fn process() -> i32 {
    unsafe { getpid() }
}

#[allow(unsafe_code)]
pub fn again() -> i32 {
    unsafe { getpid() }
}
