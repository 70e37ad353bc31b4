use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

pub struct Connection {
    stream: BufStream<TcpStream>,
    chunk: Vec<u8>,
}

impl Connection {
    pub fn new(stream: TcpStream) -> Self {
        Connection {
            stream: BufStream::new(stream),
            chunk: Vec::new(),
        }
    }

    pub async fn read_frame(&mut self) -> io::Result<Vec<u8>> {
        let length = self.length().await?;
        let mut frame = vec![0; length];
        self.stream.read_exact(&mut frame).await?;
        Ok(frame)
    }

    async fn length(&mut self) -> io::Result<usize> {
        Ok(self.stream.read_u32().await? as usize)
    }

    pub async fn read_chunk(&mut self) -> io::Result<Vec<u8>> {
        self.stream.read_buf(&mut self.chunk).await?;
        Ok(std::mem::take(&mut self.chunk))
    }

    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }
}

pub async fn read_greeting(stream: TcpStream) -> io::Result<[u8; 4]> {
    let mut stream = BufStream::new(stream);
    let mut greeting = [0; 4];
    stream.read_exact(&mut greeting).await?;
    Ok(greeting)
}

pub async fn pass_on(from: &mut mpsc::Receiver<Vec<u8>>, to: &mpsc::Sender<Vec<u8>>) -> bool {
    let Some(message) = from.recv().await else {
        return false;
    };
    to.send(message).await.is_ok()
}
