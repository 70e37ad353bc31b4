fn main() {
    let done = std::panic::catch_unwind(|| work());
    println!("{}", done.is_ok());
}

fn work() {}
