/// The sum of two numbers.
pub fn sum(one: u64, two: u64) -> u64 {
    one + two
}
