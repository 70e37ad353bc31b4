//! JSON parsed into a tree: of some trees known keys are read, others are data that nobody knows beforehand.

use anyhow::{anyhow, bail, Context, Result};
use axum::Json;
use serde_json::{json, Value};
use std::collections::HashMap;

pub fn bucket_of(message: &[u8]) -> Result<String> {
    let value: Value = serde_json::from_slice(message).context("größer 😀")?; //~ untyped-json-value
    if value["Event"].as_str() == Some("s3:TestEvent") {
        bail!("a test");
    }
    let bucket = value["Records"][0]["s3"]["bucket"]["name"].as_str().context("no name")?;
    Ok(bucket.to_owned())
}

pub fn domain_of(payload: &[u8]) -> Option<String> {
    let claims: serde_json::Value = serde_json::from_slice(payload).ok()?; //~ untyped-json-value
    for claim in ["email", "upn"] {
        if let Some(text) = claims.get(claim).and_then(|value| value.as_str()) {
            return Some(text.to_ascii_lowercase());
        }
    }
    None
}

pub fn on_event(line: &str, out: &mut String) -> Result<()> {
    match serde_json::from_str::<Value>(line) { //~ untyped-json-value
        Ok(event) => {
            tracing::debug!("event: {event} {}", event);
            let delta = &event["choices"][0]["delta"];
            if let Some(text) = delta.get("content").and_then(Value::as_str) {
                out.push_str(text);
            }
        }
        Err(error) => tracing::warn!("no JSON: {error}"),
    }
    Ok(())
}

pub async fn sender(client: &reqwest::Client, url: &str) -> Result<String> {
    let body: Value = client.get(url).send().await?.json().await?; //~ untyped-json-value
    check(&body)?;
    Ok(body.pointer("/user/name").and_then(|name| name.as_str()).unwrap_or_default().to_string())
}

fn check(body: &Value) -> Result<()> {
    match body.get("error").and_then(|error| error.as_str()) {
        Some(error) => Err(anyhow!("{error}")),
        None => Ok(()),
    }
}

use serde_json::Value as AnyValue;

pub async fn login(Json(form): Json<AnyValue>) -> String { //~ untyped-json-value
    format!("{} {}", form["user"], form["device"].as_str().unwrap_or("?"))
}

pub fn names(text: &str) -> Result<Vec<String>> {
    let parsed = text.parse::<Value>()?; //~ untyped-json-value
    let users = parsed["users"].as_array().context("no users")?;
    Ok(users.iter().filter_map(|user| user["name"].as_str()).map(str::to_owned).collect())
}

pub fn printed(text: &str) -> Result<()> {
    let user: Value = serde_json::from_str(text)?; //~ untyped-json-value
    println!("{}", user["name"]["first"]);
    Ok(())
}

/// Any JSON: the keys come from elsewhere.
pub fn claim(text: &str, name: &str) -> Result<Option<String>> {
    let claims: Value = serde_json::from_str(text)?;
    Ok(claims.get(name).and_then(Value::as_str).map(str::to_owned))
}

/// Passed on as it is.
pub fn forwarded(text: &str) -> Result<Value> {
    let value: Value = serde_json::from_str(text)?;
    if value.get("id").is_none() {
        bail!("no id");
    }
    Ok(value)
}

pub fn wrapped(text: &str) -> Result<Value> {
    let data: Value = serde_json::from_str(text)?;
    let id = data["id"].as_u64();
    Ok(json!({ "id": id, "data": data }))
}

/// One part is passed on, whatever it holds.
pub fn unwrapped(line: &str, out: &mut Vec<Value>) -> Result<()> {
    let response: Value = serde_json::from_str(line)?;
    if let Some(event) = response.get("Event") {
        out.push(event.clone());
    }
    Ok(())
}

/// A look at one key, and all of it becomes a type.
pub fn user_of(text: &str) -> Result<User> {
    let value: Value = serde_json::from_str(text)?;
    if value.get("name").is_none() {
        bail!("nobody");
    }
    Ok(serde_json::from_value(value)?)
}

/// Changed in one place, and written again.
pub fn patched(text: &str) -> Result<String> {
    let mut document: Value = serde_json::from_str(text)?;
    if let Some(size) = document.get("size").and_then(Value::as_i64) {
        document["size"] = Value::String(size.to_string());
    }
    Ok(serde_json::to_string(&document)?)
}

pub fn extended(text: &str) -> Result<Vec<u8>> {
    let mut data: Value = serde_json::from_str(text)?;
    if let Some(object) = data.as_object_mut() {
        object.insert("id".to_owned(), Value::from(1));
    }
    Ok(serde_json::to_vec(&data)?)
}

/// Whatever keys it has.
pub fn counted(text: &str) -> Result<HashMap<String, usize>> {
    let value: Value = serde_json::from_str(text)?;
    let object = value.as_object().context("no object")?;
    Ok(object.iter().map(|(key, value)| (key.clone(), value.to_string().len())).collect())
}

pub fn kind(text: &str) -> Result<&'static str> {
    let value: Value = serde_json::from_str(text)?;
    Ok(match value {
        Value::String(_) => "text",
        Value::Array(_) => "list",
        _ => "other",
    })
}

pub struct Stored {
    pub value: Value,
}

pub fn kept(text: &str) -> Result<Stored> {
    let value: Value = serde_json::from_str(text)?;
    tracing::info!("{}", value["id"]);
    Ok(Stored { value })
}

/// Only read when a request has failed.
pub async fn failure(response: reqwest::Response) -> Result<String> {
    if !response.status().is_success() {
        let body: Value = response.json().await?;
        bail!("refused: {}", body["message"]);
    }
    Ok(response.text().await?)
}

/// What the closures answer is read on.
pub fn reasoning_tokens(raw: &str) -> Option<u64> {
    serde_json::from_str::<Value>(raw).ok().and_then(|value| { //~ untyped-json-value
        value.get("usage").and_then(|usage| usage.get("details")).and_then(|details| details.get("tokens")?.as_u64())
    })
}

pub fn found(answer: Option<&str>) -> i64 {
    answer
        .and_then(|text| serde_json::from_str::<Value>(text).ok()) //~ untyped-json-value
        .and_then(|value| value["found"].as_i64())
        .unwrap_or(0)
}

/// Whatever there is of it.
pub fn all_of(answer: Option<&str>) -> Option<Value> {
    answer.and_then(|text| serde_json::from_str::<Value>(text).ok())
}

/// Typed.
#[derive(serde::Deserialize)]
pub struct User {
    pub name: String,
}

pub fn typed(text: &str) -> Result<String> {
    let user: User = serde_json::from_str(text)?;
    Ok(user.name)
}

pub mod toml {
    pub struct Value;

    impl Value {
        pub fn get(&self, _key: &str) -> Option<&str> {
            None
        }
    }

    pub fn from_str(_text: &str) -> Option<Value> {
        Some(Value)
    }

    pub fn other(text: &str) -> Option<String> {
        let value: Value = from_str(text)?;
        value.get("name").map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn parses() {
        let value: Value = serde_json::from_str("{}").unwrap();
        assert_eq!(value["a"], Value::Null);
    }
}
