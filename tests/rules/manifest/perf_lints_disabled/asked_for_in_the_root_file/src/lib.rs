#![warn(clippy::pedantic, clippy::nursery)]
