use crate::ChatMessage;

/// The messages as a text that people can read, one line each.
pub fn transcript(messages: &[ChatMessage]) -> String {
    let mut text = String::new();
    for message in messages {
        text.push_str(&format!("[{}] {}: {}\n", message.sent_at, message.author, message.text));
    }
    text
}
