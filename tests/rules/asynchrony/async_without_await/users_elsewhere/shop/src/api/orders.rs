// Both are handlers: one is imported by its name, one exported again.
pub async fn list() -> &'static str {
    "[]"
}

pub async fn create(body: String) -> String {
    body
}
