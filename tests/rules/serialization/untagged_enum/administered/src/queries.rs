use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum LookupRequest {
    All { all: bool },
    Blocks { hashes: Vec<String> },
}
