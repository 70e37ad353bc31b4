use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Default)]
pub struct Stats {
    pub(crate) entered: AtomicUsize,
    pub(crate) served: AtomicUsize,
}

impl Stats {
    pub fn enter(&self) {
        self.entered.fetch_add(1, Ordering::SeqCst); //~ seqcst-ordering
    }

    pub fn serve(&self) {
        self.served.fetch_add(1, Ordering::SeqCst); //~ seqcst-ordering
    }
}
