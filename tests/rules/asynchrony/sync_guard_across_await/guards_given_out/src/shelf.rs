use std::sync::{Mutex, MutexGuard};

#[derive(Default)]
pub struct Shelf {
    books: Mutex<Vec<u32>>,
    slow: tokio::sync::RwLock<Vec<u32>>,
}

impl Shelf {
    pub fn lock(&self) -> MutexGuard<'_, Vec<u32>> {
        self.books.lock().unwrap()
    }

    pub fn try_lock(&self) -> Option<MutexGuard<'_, Vec<u32>>> {
        self.books.try_lock().ok()
    }

    pub fn read(&self) -> Vec<u32> {
        self.books.lock().unwrap().clone()
    }

    pub async fn write(&self) -> tokio::sync::RwLockWriteGuard<'_, Vec<u32>> {
        self.slow.write().await
    }
}
