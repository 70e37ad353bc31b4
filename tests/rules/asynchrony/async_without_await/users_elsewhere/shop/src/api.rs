pub mod orders;

pub use orders::create;
