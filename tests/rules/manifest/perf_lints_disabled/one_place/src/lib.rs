#![allow(clippy::needless_return)]

#[allow(clippy::large_enum_variant)]
pub enum Event {
    Small(u8),
    Large([u8; 1024]),
}
