use std::fs::File;
use std::io::{self, IoSlice, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, WriteHalf};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::TcpStream;
use tokio::time::timeout;

pub async fn head_and_body(stream: &mut TcpStream, head: &str, body: &[u8]) -> io::Result<()> {
    stream.write_all(head.as_bytes()).await?; //~ sequential-writes
    stream.write_all(body).await?;
    stream.flush().await
}

pub struct Peer<S> {
    stream: S,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Peer<S> {
    pub async fn dotted(&mut self, message: &[u8]) -> io::Result<()> {
        let mut last = 0;
        for (at, byte) in message.iter().enumerate() {
            if *byte == b'.' {
                self.stream.write_all(&message[last..at]).await?; //~ sequential-writes
                self.stream.write_all(b".").await?;
                last = at;
            }
        }
        self.stream.flush().await
    }
}

pub struct Sender<W>(WriteHalf<W>);

impl<W: AsyncRead + AsyncWrite> Sender<W> {
    pub async fn send(&mut self, message: &[u8]) -> io::Result<()> {
        self.0.write_u16(message.len() as u16).await?; //~ sequential-writes
        // The length is that of all that follows.
        self.0.write_all(message).await?;
        Ok(())
    }
}

pub fn frame(stream: &mut UnixStream, kind: u8, body: &[u8]) {
    if stream.write_all(&[kind]).is_err() { //~ sequential-writes
        return;
    }
    let length = body.len() as u32;
    let _ = stream.write_all(&length.to_be_bytes());
    let _ = stream.write_all(body);
}

pub async fn in_time(half: &mut OwnedWriteHalf, head: &[u8], body: &[u8]) -> io::Result<()> {
    timeout(Duration::from_secs(1), half.write_all(head)).await??; //~ sequential-writes
    timeout(Duration::from_secs(9), half.write_all(body)).await??;
    Ok(())
}

// A buffer gathers them.
pub async fn gathered(stream: TcpStream, head: &[u8], body: &[u8]) -> io::Result<()> {
    let mut stream = tokio::io::BufWriter::new(stream);
    stream.write_all(head).await?;
    stream.write_all(body).await?;
    stream.flush().await
}

pub async fn in_memory(stream: &mut TcpStream, head: &[u8], body: &[u8]) -> io::Result<()> {
    let mut message = Vec::with_capacity(head.len() + body.len());
    message.extend_from_slice(head);
    message.extend_from_slice(body);
    stream.write_all(&message).await
}

pub async fn vectored(stream: &mut TcpStream, head: &[u8], body: &[u8]) -> io::Result<usize> {
    stream.write_vectored(&[IoSlice::new(head), IoSlice::new(body)]).await
}

// Each part is a record of TLS: here one write after the other is what there is.
pub async fn encrypted(
    stream: &mut tokio_rustls::server::TlsStream<TcpStream>,
    head: &[u8],
    body: &[u8],
) -> io::Result<()> {
    stream.write_all(head).await?;
    stream.write_all(body).await
}

// Somebody answers in between.
pub async fn greeted(stream: &mut TcpStream, name: &[u8], question: &[u8]) -> io::Result<u8> {
    stream.write_all(name).await?;
    let welcome = stream.read_u8().await?;
    stream.write_all(question).await?;
    Ok(welcome)
}

pub async fn sent_at_once(stream: &mut TcpStream, head: &[u8], body: &[u8]) -> io::Result<()> {
    stream.write_all(head).await?;
    stream.flush().await?;
    tokio::time::sleep(Duration::from_millis(5)).await;
    stream.write_all(body).await
}

pub async fn to_two(one: &mut TcpStream, two: &mut TcpStream, body: &[u8]) -> io::Result<()> {
    one.write_all(body).await?;
    two.write_all(body).await
}

pub async fn one_of_two(stream: &mut TcpStream, known: bool) -> io::Result<()> {
    if known {
        return stream.write_all(b"yes").await;
    }
    stream.write_all(b"no").await
}

// A file that is written now and then.
pub fn saved(path: &str, head: &[u8], body: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(head)?;
    file.write_all(body)?;
    file.sync_all()
}

// Who wraps it is not known.
pub fn to_somebody(out: &mut dyn Write, head: &[u8], body: &[u8]) -> io::Result<()> {
    out.write_all(head)?;
    out.write_all(body)
}

pub fn counted(mut hasher: impl std::hash::Hasher, head: &[u8], body: &[u8]) -> u64 {
    hasher.write(head);
    hasher.write(body);
    hasher.finish()
}
