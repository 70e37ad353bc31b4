pub mod journal;
pub mod twins;

pub use journal::Journal as Book;
