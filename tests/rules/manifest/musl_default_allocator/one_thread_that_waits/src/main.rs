use std::thread;

fn main() {
    let waits = thread::spawn(|| {});
    let lines: Vec<String> = std::env::args().collect();
    println!("{}", lines.join(" "));
    waits.join().unwrap();
}
