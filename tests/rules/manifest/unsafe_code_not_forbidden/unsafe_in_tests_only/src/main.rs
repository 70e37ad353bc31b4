fn main() {}

#[cfg(test)]
mod tests {
    #[test]
    fn reads() {
        let value = 1;
        // SAFETY: the reference is valid.
        assert_eq!(unsafe { *(&value as *const i32) }, 1);
    }
}
