//! Who uses a library may hold what is public in it; what its crate keeps to itself is judged.

pub mod counts;
pub mod cache;
