//! Types that derive the formats of rkyv and serde, and those whose `Serialize` is only one of them.

use rkyv::Archive as Archived;
use serde::{Deserialize, Serialize};

#[derive(rkyv::Archive, rkyv::Deserialize, rkyv::Serialize, Clone, Debug, serde::Serialize)]
#[rkyv(derive(Debug))]
pub struct Grant { //~ rkyv-and-serde-derive
    pub account: u32,
    pub rights: u64,
}

#[derive(
    Archived,
    rkyv::Serialize,
    rkyv::Deserialize,
    // Größe 😀
    Debug,
    Deserialize,
)]
/// Both by imported names.
pub enum Status { //~ rkyv-and-serde-derive
    Open,
    Closed { at: u64 },
}

#[derive(Debug, Serialize)]
#[derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize)]
pub struct TwoLists(pub Vec<u8>); //~ rkyv-and-serde-derive

#[derive(Debug)]
#[cfg_attr(feature = "storage", derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize))]
#[cfg_attr(feature="storage", derive(serde::Deserialize))]
pub struct UnderOneFeature { //~ rkyv-and-serde-derive
    pub key: String,
}

mod prelude {
    pub use rkyv::Archive;
    pub use serde::{Deserialize, Serialize};
}

mod re_exported {
    use super::prelude::*;

    #[derive(Archive, rkyv::Serialize, rkyv::Deserialize, Serialize, Deserialize)]
    pub struct Row { //~ rkyv-and-serde-derive
        pub id: u64,
    }
}

mod stored {
    use rkyv::{Archive, Deserialize, Serialize};

    /// These are all rkyv's.
    #[derive(Archive, Serialize, Deserialize, Debug)]
    pub struct Page {
        pub number: u64,
        pub cells: Vec<u8>,
    }
}

mod both_imported {
    use rkyv::{Archive, Deserialize, Serialize};
    use serde::Serialize as Write;

    #[derive(Archive, Serialize, Deserialize)]
    pub struct Cell {
        pub bytes: Vec<u8>,
    }

    #[derive(Write)]
    pub struct Shown {
        pub bytes: Vec<u8>,
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub account: u32,
}

#[derive(Debug, rkyv::Archive, rkyv::Serialize, rkyv::Deserialize)]
#[cfg_attr(feature = "test_mode", derive(serde::Serialize, serde::Deserialize))]
pub struct SerdeForTests {
    pub name: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "archived", derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize))]
pub struct ArchiveOnDemand {
    pub name: String,
}

/// Stands for a type of another crate, which is both.
#[derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize, serde::Serialize, serde::Deserialize)]
#[rkyv(remote = std::time::Duration)]
#[serde(remote = "std::time::Duration")]
pub struct DurationParts {
    #[rkyv(getter = std::time::Duration::as_secs)]
    #[serde(getter = "std::time::Duration::as_secs")]
    pub secs: u64,
}

impl From<DurationParts> for std::time::Duration {
    fn from(parts: DurationParts) -> Self {
        std::time::Duration::from_secs(parts.secs)
    }
}

pub trait Archive {}

/// A derive of that name is another one's.
#[derive(Debug, Serialize)]
pub struct Folder {
    pub archive: bool,
}

impl Archive for Folder {}

#[cfg(test)]
mod tests {
    #[derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize, serde::Serialize)]
    struct Compared {
        id: u64,
    }
}
