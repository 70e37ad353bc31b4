//! What an administrator sends is read seldom, what users send is not.

pub mod admin;
pub mod queries;
