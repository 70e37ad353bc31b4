//! It does nothing unsafe.

fn main() {
    println!("unsafe");
}
