//! Texts that are formatted only to be copied into a buffer.

use std::collections::HashMap;
use std::fmt;
use std::fmt::Write as _;
use std::io::Write as _;

pub fn render(rows: &[(String, u64)], out: &mut String) {
    for (name, count) in rows {
        let _ = "é😀"; let _ = writeln!(out, "{name}: {count}"); //~ format-in-loop
    }
}

pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}"); //~ format-in-loop
    }
    text
}

pub fn hex_collected(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| { let _ = write!(text, "{byte:02x}"); text }) //~ format-in-loop
}

pub fn hex_joined(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| { let _ = write!(text, "{byte:02x}"); text }) //~ format-in-loop
}

pub fn frames(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |mut text, line| { let _ = writeln!(text, "data: {line}\n"); text }) //~ format-in-loop
}

pub fn relay_log_lines(lines: &[String]) {
    for line in lines {
        let combined = format!("PG:{line}\n");
        let _ = std::io::Write::write_all(&mut std::io::stderr().lock(), combined.as_bytes());
    }
}

pub fn relay_log_lines_by_method(lines: &[String]) {
    use std::io::Write;
    for line in lines {
        let combined = format!("PG:{line}\n");
        let _ = std::io::stderr().lock().write_all(combined.as_bytes());
    }
}

pub fn in_the_arms_of_a_match(events: &[Option<u64>]) -> String {
    let mut page = String::new();
    for event in events {
        match event {
            Some(at) => { let _ = write!(page, "<li>{at}</li>"); }, //~ format-in-loop
            None => page.push_str("<li/>"),
        }
    }
    page
}

pub fn multipart(parts: Vec<Vec<u8>>, boundary: &str) -> Vec<u8> {
    let mut form: Vec<u8> = Vec::new();
    for part in parts {
        let _ = write!(form, "--{boundary}\r\n"); //~ format-in-loop
        form.extend_from_slice(&part);
    }
    form
}

pub struct Table(Vec<(u64, u64)>);

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, value) in &self.0 {
            write!(f, "{key}={value};")?; //~ format-in-loop
        }
        Ok(())
    }
}

pub fn through_a_variable(prices: &HashMap<String, f64>) -> String {
    let mut page = String::new();
    for (name, price) in prices {
        let _ = write!(page, "{name} {price:.2}");
        //~^^ format-in-loop
    }
    page
}

pub fn for_each_item(names: &[String]) -> String {
    let mut list = String::new();
    names.iter().for_each(|name| { let _ = writeln!(list, "- {name}"); }); //~ format-in-loop
    list
}

pub fn reads_the_buffer_itself(names: &[String]) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(&format!("{}:{name};", list.len())); //~ format-in-loop
    }
    list
}

pub fn not_in_a_loop(name: &str, out: &mut String) {
    out.push_str(&format!("{name}\n"));
}

pub fn kept(count: u64) -> Vec<String> {
    let mut names = Vec::with_capacity(count as usize);
    for index in 0..count {
        names.push(format!("worker-{index}"));
    }
    names
}

pub fn as_keys(count: u64, values: &mut HashMap<String, u64>) {
    for index in 0..count {
        values.insert(format!("key-{index}"), index);
    }
}

pub fn sent(count: u64, channel: &std::sync::mpsc::SyncSender<String>) {
    for index in 0..count {
        channel.send(format!("job {index}")).ok();
    }
}

pub fn used_twice(count: u64) -> (String, Vec<String>) {
    let (mut all, mut each) = (String::new(), Vec::with_capacity(count as usize));
    for index in 0..count {
        let line = format!("line {index}");
        all.push_str(&line);
        each.push(line);
    }
    (all, each)
}

pub fn joined(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub fn first_failure(results: &[Result<u64, String>]) -> Result<u64, String> {
    let mut sum = 0;
    for result in results {
        match result {
            Ok(value) => sum += value,
            Err(error) => return Err(format!("after {sum}: {error}")),
        }
    }
    Ok(sum)
}

pub fn report(results: &[Result<u64, String>]) -> Result<(), String> {
    let mut problems = String::new();
    for result in results {
        if let Err(error) = result {
            problems.push_str(&format!("{error}; "));
        }
    }
    let mut text = String::from("failed:");
    for (index, _) in results.iter().enumerate() {
        text.push_str(&format!(" {index}"));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(text)
}

pub fn create_tables(columns: &[(&str, &str)], execute: fn(&str)) {
    let mut query = String::from("CREATE TABLE IF NOT EXISTS entries (");
    for (name, kind) in columns {
        query.push_str(&format!("{name} {kind},"));
    }
    query.push_str("PRIMARY KEY (id))");
    execute(&query);
}

pub async fn onto_a_socket(
    rows: &[u64],
    socket: &mut tokio::net::TcpStream,
    file: &mut std::fs::File,
) -> std::io::Result<()> {
    use tokio::io::AsyncWriteExt;
    for row in rows {
        socket.write_all(format!("{row}\r\n").as_bytes()).await?; //~ unbuffered-stream
        std::io::Write::write_all(file, format!("{row}\n").as_bytes())?; //~ blocking-io-in-async
    }
    Ok(())
}

pub fn usage(options: &[(&str, &str)]) -> String {
    let mut text = String::from("usage:\n");
    for (name, help) in options {
        text.push_str(&format!("  --{name}  {help}\n"));
    }
    text
}

pub fn written(rows: &[u64]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{row}");
    }
    text
}

pub fn grown_by_copies(names: &[String]) -> String {
    let mut text = String::new();
    for name in names {
        text = format!("{text} {name}"); //~ format-in-loop
    }
    text
}

pub fn grown_by_copies_of_an_argument(names: &[String]) -> String {
    let mut text = String::new();
    for name in names {
        text = format!("{}, {}", text, name); //~ format-in-loop
    }
    text
}

pub fn paths(names: &[(String, Option<u32>)]) -> Vec<String> {
    let mut found = Vec::with_capacity(names.len());
    for (name, limit) in names {
        let mut path = name.clone();
        if let Some(limit) = limit {
            path = format!("{path}?limit={limit}");
        }
        found.push(path);
    }
    found
}

pub fn newest(names: &[String]) -> String {
    let mut text = String::new();
    for name in names {
        text = format!("{name} after {}", text.len());
    }
    text
}
