mod dialing;
pub mod pool;
pub mod talk;
