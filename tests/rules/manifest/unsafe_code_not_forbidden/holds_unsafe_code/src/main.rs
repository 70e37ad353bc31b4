fn main() {
    let value = 1;
    // SAFETY: the reference is valid.
    println!("{}", unsafe { *(&value as *const i32) });
}
