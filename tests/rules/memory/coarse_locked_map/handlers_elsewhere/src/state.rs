use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, RwLock};

#[derive(Default)]
pub struct Shared {
    pub scores: RwLock<HashMap<String, u64>>, //~ coarse-locked-map
    pub titles: RwLock<HashMap<String, String>>,
}

pub static VISITS: LazyLock<Mutex<HashMap<String, u64>>> = LazyLock::new(Default::default); //~ coarse-locked-map

/// Nothing but the field's name is alike.
#[derive(Default)]
pub struct Printed {
    pub scores: RwLock<HashMap<String, u64>>,
}
