use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum RetryRequest {
    All { all: bool },
    Blocks { hashes: Vec<String> },
}
