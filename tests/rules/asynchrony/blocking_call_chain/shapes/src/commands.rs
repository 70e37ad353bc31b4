//! What is typed at a terminal: it does its work and ends.

use crate::files;

#[derive(clap::Parser)]
pub struct Import {
    names: Vec<String>,
}

impl Import {
    pub async fn run(&self) {
        for _ in 0..3 {
            println!("{}", files::sizes(&self.names));
        }
        for name in &self.names {
            if std::path::Path::new(name).exists() {
                print_all(self).await;
            }
        }
    }
}

async fn print_all(import: &Import) {
    for text in files::read_all(&import.names) {
        println!("{text}");
    }
}
