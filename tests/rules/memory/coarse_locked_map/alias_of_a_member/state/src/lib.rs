use std::collections::HashMap;
use std::sync::{Arc, Mutex};

pub type Members = Arc<Mutex<HashMap<u64, Vec<u8>>>>; //~ coarse-locked-map

pub type Names = Arc<Mutex<HashMap<u64, String>>>;
