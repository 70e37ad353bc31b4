fn main() {
    loop {
        std::thread::spawn(|| {}).join().unwrap();
    }
}
