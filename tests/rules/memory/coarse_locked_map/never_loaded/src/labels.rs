use std::collections::HashMap;
use std::sync::{Arc, RwLock};

#[derive(Clone, Default)]
pub struct Labels {
    pub values: Arc<RwLock<HashMap<String, String>>>,
    pub steps: Arc<RwLock<HashMap<String, u32>>>,
}

pub mod maps {
    /// Named like a map, and something else.
    #[derive(Default)]
    pub struct IndexMap<K, V> {
        pub first: Option<(K, V)>,
    }

    impl<K, V> IndexMap<K, V> {
        pub fn get(&self, _key: &K) -> Option<&V> {
            self.first.as_ref().map(|pair| &pair.1)
        }

        pub fn insert(&mut self, key: K, value: V) {
            self.first = Some((key, value));
        }
    }
}
