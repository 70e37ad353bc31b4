//! Methods of another file that give out a guard of a blocking lock, and others that do not.

mod shelf;

pub use shelf::Shelf;

pub async fn lend(shelf: &Shelf) {
    let mut books = shelf.lock(); //~ sync-guard-across-await
    tokio::task::yield_now().await;
    books.push(1);
}

pub async fn lend_quickly(shelf: &Shelf) {
    shelf.lock().push(1);
    tokio::task::yield_now().await;
}

pub async fn count(shelf: &Shelf) -> usize {
    let books = shelf.read();
    tokio::task::yield_now().await;
    books.len()
}

pub async fn wait(shelf: &Shelf) -> usize {
    let books = shelf.write().await;
    tokio::task::yield_now().await;
    books.len()
}

pub async fn borrow(shelf: &Shelf) {
    let books = shelf.try_lock(); //~ sync-guard-across-await
    tokio::task::yield_now().await;
    drop(books);
}
