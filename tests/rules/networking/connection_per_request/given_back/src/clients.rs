use std::sync::OnceLock;
use std::time::Duration;

use reqwest::Client;

pub fn of_the_caller() -> Client {
    let client = Client::builder().timeout(Duration::from_secs(2)).build().expect("a client"); //~ connection-per-request
    client
}

pub fn of_the_program() -> Client {
    Client::builder().timeout(Duration::from_secs(2)).build().expect("a client")
}

fn made_once() -> Client {
    Client::new()
}

pub fn shared() -> &'static Client {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    CLIENT.get_or_init(made_once)
}
