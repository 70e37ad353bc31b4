use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

const HEADER: usize = 2 + 2;

#[derive(Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
}

// Each length is a system call of its own, and so is each message.
pub async fn lengths_of_messages(mut stream: TcpStream, into: mpsc::Sender<Vec<u8>>) -> io::Result<()> {
    let mut length = [0u8; 2];
    loop {
        stream.read_exact(&mut length).await?; //~ unbuffered-stream
        let mut message = vec![0; u16::from_be_bytes(length) as usize];
        stream.read_exact(&mut message).await?;
        if into.send(message).await.is_err() {
            return Ok(());
        }
    }
}

pub struct Peer {
    stream: TcpStream,
    header: [u8; HEADER],
}

impl Peer {
    pub async fn run(&mut self) -> io::Result<u64> {
        let mut total = 0;
        while self.stream.read_u8().await? != 0 { //~ unbuffered-stream
            self.stream.read_exact(&mut self.header).await?;
            total += u64::from(self.header[0]);
        }
        Ok(total)
    }

    // The whole answer is there at once.
    pub async fn rest(&mut self) -> io::Result<String> {
        let mut text = String::new();
        self.stream.read_to_string(&mut text).await?;
        Ok(text)
    }

    // One write a message, which has to go.
    pub async fn forward(&mut self, mut messages: mpsc::Receiver<String>) -> io::Result<()> {
        while let Some(message) = messages.recv().await {
            self.stream.write_all(message.as_bytes()).await?;
        }
        Ok(())
    }
}

// What the callers pass is a socket.
async fn terminated<R: AsyncRead + Unpin>(reader: &mut R) -> io::Result<Vec<u8>> {
    let mut found = Vec::new();
    loop {
        let mut byte = [0];
        reader.read_exact(&mut byte).await?; //~ unbuffered-stream
        match byte[0] {
            0 => return Ok(found),
            other => found.push(other),
        }
    }
}

pub async fn name_of_peer(mut stream: TcpStream) -> io::Result<Vec<u8>> {
    terminated(&mut stream).await
}

// What the callers pass has a buffer.
async fn terminated_in_buffer<R: AsyncRead + Unpin>(reader: &mut R) -> io::Result<usize> {
    let mut found = 0;
    while reader.read_u8().await? != 0 {
        found += 1;
    }
    Ok(found)
}

pub async fn length_of_name(stream: TcpStream) -> io::Result<usize> {
    terminated_in_buffer(&mut tokio::io::BufReader::new(stream)).await
}

pub trait Connection: AsyncRead + AsyncWrite + Send + Unpin {}

pub type AnyConnection = Box<dyn Connection>;

pub async fn boxed(mut connection: AnyConnection) -> io::Result<u32> {
    let mut sum = 0;
    for _ in 0..100 {
        sum += connection.read_u32().await?; //~ unbuffered-stream
    }
    Ok(sum)
}

pub fn lines_of_a_report(path: &Path, entries: &[Entry]) -> io::Result<()> {
    let mut file = File::create(path)?;
    for entry in entries {
        writeln!(file, "{}", entry.name)?; //~ unbuffered-stream
    }
    Ok(())
}

pub async fn numbers_of_a_task(path: &Path, numbers: &[u32]) -> io::Result<()> {
    let mut file = tokio::fs::File::create(path).await?;
    for number in numbers {
        file.write_all(&number.to_be_bytes()).await?; //~ unbuffered-stream
    }
    file.write_all(b"end").await
}

pub fn head_of_a_page(path: &Path, title: &str) -> io::Result<()> {
    let mut page = File::options().append(true).open(path)?;
    writeln!(page, "<html>")?; //~ unbuffered-stream
    writeln!(page, "<head>")?;
    writeln!(page, "<title>{title}</title>")?;
    Ok(())
}

pub fn sizes_of_a_header(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    let mut version = [0u8; 1];
    let mut length: [u8; HEADER] = [0; HEADER];
    file.read_exact(&mut magic)?; //~ unbuffered-stream
    file.read_exact(&mut version[..1])?;
    file.read_exact(&mut length)?;
    Ok(u32::from_be_bytes(length))
}

pub fn parsed(path: &Path) -> anyhow::Result<Entry> {
    let file = File::open(path)?;
    Ok(serde_json::from_reader(file)?) //~ unbuffered-stream
}

pub fn stored(path: &Path, entry: &Entry) -> anyhow::Result<()> {
    let file = File::create(path)?;
    serde_json::to_writer(file, entry)?; //~ unbuffered-stream
    Ok(())
}

pub fn port_of_a_request(stream: &mut std::os::unix::net::UnixStream) -> io::Result<Vec<u8>> {
    let mut line = [0u8; 32];
    let mut length = 0;
    while length < line.len() && (length == 0 || line[length - 1] != b'\n') {
        stream.read_exact(&mut line[length..=length])?; //~ unbuffered-stream
        length += 1;
    }
    Ok(line[..length].to_vec())
}

// Waits for one word, while other things go on.
pub async fn until_done(mut stream: TcpStream, mut news: mpsc::Receiver<String>) -> io::Result<usize> {
    let mut word = [0; 4];
    let mut count = 0;
    loop {
        tokio::select! {
            found = stream.read(&mut word) => return found.map(|_| count),
            _ = news.recv() => count += 1,
        }
    }
}

pub fn bytes_of_a_pipe(program: &Path) -> io::Result<usize> {
    let mut child = Command::new(program).stdout(Stdio::piped()).spawn()?;
    let pipe = child.stdout.take().unwrap();
    Ok(pipe.bytes().filter(|byte| matches!(byte, Ok(b'\n'))).count()) //~ unbuffered-stream
}

pub fn parsed_in_a_buffer(path: &Path) -> anyhow::Result<Entry> {
    Ok(serde_json::from_reader(BufReader::new(File::open(path)?))?)
}

pub fn lines_in_a_buffer(path: &Path, entries: &[Entry]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for entry in entries {
        writeln!(file, "{}", entry.name)?;
    }
    file.flush()
}

// Who wraps it is not known.
pub fn lines_to_somebody(out: &mut dyn Write, entries: &[Entry]) -> io::Result<()> {
    for entry in entries {
        writeln!(out, "{}", entry.name)?;
    }
    Ok(())
}

pub fn lines_to_anybody<W: Write>(mut out: W, entries: &[Entry]) -> io::Result<()> {
    for entry in entries {
        writeln!(out, "{}", entry.name)?;
    }
    Ok(())
}

pub fn in_memory(entries: &[Entry]) -> Vec<u8> {
    let mut text = Vec::new();
    for entry in entries {
        let _ = writeln!(text, "{}", entry.name);
    }
    text
}

pub async fn large_chunks(mut from: TcpStream, mut into: tokio::fs::File) -> io::Result<()> {
    let mut buffer = [0; 8192];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        into.write_all(&buffer[..length]).await?;
    }
}

// A record of a journal is on the disk before the next begins.
pub fn each_is_kept(mut journal: File, entries: &[Entry]) -> io::Result<()> {
    for entry in entries {
        writeln!(journal, "{}", entry.name)?;
        journal.sync_data()?;
    }
    Ok(())
}

// Each round is another connection.
pub async fn one_byte_each(listener: TcpListener) -> io::Result<u64> {
    let mut sum = 0;
    for _ in 0..1000 {
        let (mut stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        sum += u64::from(stream.read_u8().await?);
    }
    Ok(sum)
}

pub async fn to_each_of(peers: &mut [TcpStream]) -> io::Result<()> {
    for peer in peers {
        peer.write_all(b"bye").await?;
    }
    Ok(())
}

// A buffer is thrown away with each seek.
pub fn here_and_there(mut file: File, places: &[u64]) -> io::Result<u64> {
    let mut sum = 0;
    let mut byte = [0; 1];
    for place in places {
        file.seek(SeekFrom::Start(*place))?;
        file.read_exact(&mut byte)?;
        sum += u64::from(byte[0]);
    }
    Ok(sum)
}

// A question, and its answer.
pub async fn asked_and_answered(mut stream: TcpStream, questions: &[String]) -> io::Result<Vec<u8>> {
    let mut answers = Vec::new();
    for question in questions {
        stream.write_all(question.as_bytes()).await?;
        stream.read_buf(&mut answers).await?;
    }
    Ok(answers)
}

pub async fn lines_of_a_socket(stream: TcpStream) -> io::Result<usize> {
    let mut lines = tokio::io::BufReader::new(stream).lines();
    let mut count = 0;
    while lines.next_line().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

pub fn one_line(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    writeln!(file, "{text}")
}

pub fn lines_of_a_file(path: &Path) -> io::Result<usize> {
    Ok(BufReader::new(File::open(path)?).lines().count())
}

// A connection until a proxy takes it over: each byte is a system call of the stream inside.
pub enum Front {
    Open(TcpStream),
    HandedOver,
}

impl AsyncRead for Front {
    fn poll_read(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        match self.get_mut() {
            Front::Open(stream) => std::pin::Pin::new(stream).poll_read(context, buffer),
            Front::HandedOver => std::task::Poll::Ready(Ok(())),
        }
    }
}

pub async fn methods_offered(mut front: Front, count: u8) -> io::Result<u8> {
    let mut methods = 0;
    for _ in 0..count {
        let mut method = [0u8; 1];
        front.read_exact(&mut method).await?; //~ unbuffered-stream
        methods |= method[0];
    }
    Ok(methods)
}

pub struct Ahead {
    stream: TcpStream,
    buffered: Vec<u8>,
}

impl AsyncRead for Ahead {
    fn poll_read(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        if let Some(byte) = self.buffered.pop() {
            buffer.put_slice(&[byte]);
            return std::task::Poll::Ready(Ok(()));
        }
        std::pin::Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

// This one reads ahead by itself.
pub async fn methods_read_ahead(mut front: Ahead, count: u8) -> io::Result<u8> {
    let mut methods = 0;
    for _ in 0..count {
        let mut method = [0u8; 1];
        front.read_exact(&mut method).await?;
        methods |= method[0];
    }
    Ok(methods)
}
