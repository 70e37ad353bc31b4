mod inner;

fn main() {
    inner::go();
}
