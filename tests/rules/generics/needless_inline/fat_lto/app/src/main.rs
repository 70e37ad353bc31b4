use std::fmt::Debug;

#[inline] //~ needless-inline
fn twice(value: u64) -> u64 {
    value * 2
}

/// Half of it.
#[inline(always)] //~ needless-inline
#[must_use]
fn half(value: u64) -> u64 {
    value / 2
}

struct Meter(u64);

impl Meter {
    #[inline] //~ needless-inline
    fn value(&self) -> u64 {
        self.0
    }
}

// Measured: 4 % of the decoder.
#[inline(always)]
fn hot(value: u64) -> u64 {
    value ^ 0x55
}

// Generic functions are compiled where they are used in any case.
#[inline]
fn shown<T: Debug>(value: T) -> String {
    format!("{value:?}")
}

#[inline]
fn opaque(value: impl Debug) -> String {
    format!("{value:?}")
}

#[inline(never)]
fn apart(value: u64) -> u64 {
    value + 1
}

#[must_use]
fn plain(value: u64) -> u64 {
    value + 2
}

fn main() {
    let sum = twice(1) + half(2) + Meter(3).value() + hot(4) + apart(5) + plain(6);
    println!("{} {} {}", shown(sum), opaque(sum), measured::decoded(7));
}
