//! Conversions of errors that keep only a text of what they are given.

use std::fmt;
use std::num::ParseIntError;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("store: {0}")]
    Io(String),
    #[error("store: {0}")]
    Number(#[from] ParseIntError),
    #[error("store: {0}")]
    Json(#[source] serde_json::Error),
    #[error("store: {0}")]
    Closed(&'static str),
}

impl From<std::io::Error> for StoreError {
    fn from(é: std::io::Error) -> Self { //~ allocating-error-conversion
        StoreError::Io(é.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Json(error)
    }
}

impl From<fmt::Error> for StoreError {
    fn from(_: fmt::Error) -> Self {
        StoreError::Closed("no room")
    }
}

impl From<std::str::Utf8Error> for StoreError {
    fn from(error: std::str::Utf8Error) -> StoreError { //~ allocating-error-conversion
        let text = format!("no text at {}: {error}", error.valid_up_to());
        StoreError::Io(text)
    }
}

impl<T> From<std::sync::PoisonError<T>> for StoreError {
    fn from(error: std::sync::PoisonError<T>) -> Self {
        StoreError::Io(error.to_string())
    }
}

impl From<std::net::AddrParseError> for StoreError {
    #[cold]
    fn from(error: std::net::AddrParseError) -> Self {
        StoreError::Io(error.to_string())
    }
}

impl From<&str> for StoreError {
    fn from(text: &str) -> Self {
        StoreError::Io(text.to_owned())
    }
}

#[derive(Debug)]
pub struct ServiceError {
    cause: anyhow::Error,
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self { //~ allocating-error-conversion
        ServiceError { cause: anyhow::anyhow!("{error}") }
    }
}

impl From<anyhow::Error> for ServiceError {
    fn from(cause: anyhow::Error) -> Self {
        ServiceError { cause }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

#[derive(Debug, PartialEq, Eq)]
pub struct WireError {
    pub text: String,
}

impl From<std::io::Error> for WireError {
    fn from(error: std::io::Error) -> Self {
        WireError { text: error.to_string() }
    }
}

impl From<StoreError> for tonic::Status {
    fn from(error: StoreError) -> Self {
        tonic::Status::internal(error.to_string())
    }
}

pub struct Label(String);

impl From<std::io::Error> for Label {
    fn from(error: std::io::Error) -> Self {
        Label(error.to_string())
    }
}

impl Label {
    pub fn text(&self) -> &str {
        &self.0
    }
}

pub struct Codec;

impl Codec {
    pub fn from(error: &StoreError) -> String {
        error.to_string()
    }
}

/// Settings are read once.
pub mod configuration {
    pub enum SettingsError {
        Parse(String),
    }

    impl From<std::num::ParseIntError> for SettingsError {
        fn from(error: std::num::ParseIntError) -> Self {
            SettingsError::Parse(error.to_string())
        }
    }
}
