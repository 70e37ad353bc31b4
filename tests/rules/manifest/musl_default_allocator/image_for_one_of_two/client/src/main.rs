fn main() {
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {});
        }
    });
}
