use std::time::Duration;

fn main() {
    println!("{:?}", Duration::ZERO);
}
