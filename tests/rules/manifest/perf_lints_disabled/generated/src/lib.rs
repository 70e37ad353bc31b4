#![allow(clippy::large_enum_variant)]

pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/relay.rs"));
}
