mod frames;

use std::io;

use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};

use frames::{read_greeting, Connection};

pub async fn serve(stream: TcpStream, mut commands: mpsc::Receiver<Vec<u8>>) -> io::Result<()> {
    let mut connection = Connection::new(stream);
    loop {
        tokio::select! {
            frame = connection.read_frame() => println!("{:?}", frame?), //~ cancel-unsafe-select
            Some(command) = commands.recv() => connection.write(&command).await?,
        }
    }
}

pub async fn serve_lines(stream: TcpStream, mut commands: mpsc::Receiver<Vec<u8>>) -> io::Result<()> {
    let mut connection = Connection::new(stream);
    loop {
        tokio::select! {
            chunk = connection.read_chunk() => println!("{:?}", chunk?),
            Some(command) = commands.recv() => connection.write(&command).await?,
        }
    }
}

pub async fn serve_until(stream: TcpStream, mut stop: watch::Receiver<bool>) -> io::Result<()> {
    let mut connection = Connection::new(stream);
    loop {
        tokio::select! {
            frame = connection.read_frame() => println!("{:?}", frame?),
            _ = stop.changed() => break,
        }
    }
    connection.write(b"bye").await
}

pub async fn greet(mut incoming: mpsc::Receiver<TcpStream>, mut commands: mpsc::Receiver<u32>) {
    while let Some(stream) = incoming.recv().await {
        tokio::select! {
            greeting = read_greeting(stream) => println!("{greeting:?}"),
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

pub async fn relay(
    mut from: mpsc::Receiver<Vec<u8>>,
    to: mpsc::Sender<Vec<u8>>,
    mut commands: mpsc::Receiver<u32>,
) {
    loop {
        tokio::select! {
            moved = frames::pass_on(&mut from, &to) => println!("{moved}"), //~ cancel-unsafe-select
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}
