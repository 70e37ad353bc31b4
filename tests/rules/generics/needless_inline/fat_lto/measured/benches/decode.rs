fn main() {
    assert_eq!(measured::decoded(1), 2);
}
