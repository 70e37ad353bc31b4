fn main() {
    println!("a book in the browser");
}
