// Functions of other codegen units and crates are only seen where they are cheap.
#[inline]
fn twice(value: u64) -> u64 {
    value * 2
}

fn main() {
    println!("{}", twice(1));
}
