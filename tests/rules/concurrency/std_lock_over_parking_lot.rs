use parking_lot::Mutex as FastMutex;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

#[derive(Default)]
pub struct Guests {
    names: Mutex<BTreeSet<String>>, //~ std-lock-over-parking-lot
    greeting: RwLock<String>, //~ std-lock-over-parking-lot
    last: Arc<Mutex<String>>, //~ std-lock-over-parking-lot
    seats: FastMutex<u64>,
    tables: Mutex<u64>,
    orders: Mutex<u64>,
    bill: Mutex<u64>,
    pub host: Mutex<u64>,
    wine: Mutex<u64>,
}

static COUNT: Mutex<u64> = Mutex::new(0); //~ std-lock-over-parking-lot

impl Guests {
    pub fn welcome(&self, name: &str) -> String {
        self.names.lock().unwrap().insert(name.to_owned());
        *self.last.lock().expect("no panic") = name.to_owned();
        *COUNT.lock().unwrap() += 1;
        *self.seats.lock() += 1;
        format!("{} {name}", self.greeting.read().unwrap())
    }

    pub fn rename(&self, greeting: &str) {
        *self.greeting.write().unwrap() = greeting.to_owned();
    }

    // Somebody asks whether a thread panicked.
    pub fn tables(&self) -> u64 {
        match self.tables.lock() {
            Ok(tables) => *tables,
            Err(poisoned) => *poisoned.into_inner(),
        }
    }

    pub fn orders(&self) -> u64 {
        *self.orders.lock().unwrap_or_else(PoisonError::into_inner) + u64::from(self.orders.is_poisoned())
    }

    pub fn bill(&self) -> Result<u64, String> {
        Ok(*self.bill.lock().map_err(|error| error.to_string())?)
    }

    // It is tried for: the two libraries answer in different types.
    pub fn wine(&self) -> bool {
        self.wine.try_lock().is_ok()
    }

    pub fn host(&self) -> &Mutex<u64> {
        &self.host
    }
}

// Not a lock of std.
pub struct Seats {
    left: FastMutex<u64>,
}

impl Seats {
    pub fn left(&self) -> u64 {
        *self.left.lock()
    }
}

// A local one lives as long as its function, and no longer than the threads in it.
pub fn counted() -> u64 {
    let count = Mutex::new(0);
    std::thread::scope(|scope| {
        scope.spawn(|| *count.lock().unwrap() += 1);
    });
    count.into_inner().unwrap()
}

// Handed to code that is not seen.
pub struct Shared {
    all: Arc<Mutex<u64>>,
}

impl Shared {
    pub fn give(&self, take: impl Fn(Arc<Mutex<u64>>)) {
        take(self.all.clone());
    }
}
