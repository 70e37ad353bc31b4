//! Enums of which one variant is much larger than the others.

use std::collections::HashMap;

pub enum Event { //~ large-enum-variant
    Loaded([u8; 512]),
    Closed,
}

enum Packet { //~ large-enum-variant
    Data { header: Header, payload: [u64; 30] },
    Ack(u64),
    Text(String),
}

#[derive(Clone, Copy)]
enum Copied { //~ large-enum-variant
    Block([u8; 300]),
    Nothing,
}

enum Generic<T> { //~ large-enum-variant
    Whole(T, [u8; 400]),
    Part(Vec<T>),
}

enum Nested { //~ large-enum-variant
    Inner(Header, Header, Header, Header),
    Name(String),
}

pub struct Header {
    names: (String, String),
    tags: Vec<u8>,
}

enum Near {
    Small([u8; 100]),
    Large([u8; 300]),
}

enum Both {
    One([u8; 400]),
    Two([u64; 50]),
    None,
}

enum Boxed {
    Large(Box<[u8; 512]>),
    Small(u8),
}

enum Owned {
    Names(HashMap<String, Vec<String>>, String, Vec<u8>),
    Nothing,
}

enum Alone {
    Only([u8; 512]),
}

enum Unknown<T> {
    Many(Vec<T>, Option<T>),
    Few(T),
}

#[allow(clippy::large_enum_variant)]
enum Argued {
    Large([u8; 512]),
    Small,
}

struct Whole([u8; 1024]);
