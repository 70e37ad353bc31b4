use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt};
use tokio::io::{self, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpStream, UnixListener};
use tokio::sync::{Mutex, Notify, Semaphore, broadcast, mpsc, watch};

pub async fn header(mut stream: BufReader<TcpStream>, mut commands: mpsc::Receiver<u32>) -> io::Result<()> {
    let mut head = [0; 8];
    loop {
        tokio::select! {
            read = stream.read_exact(&mut head) => { //~ cancel-unsafe-select
                read?;
                println!("{head:?}");
            }
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

pub async fn lines(stream: TcpStream, mut news: broadcast::Receiver<String>) -> io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut line = String::new();
    loop {
        tokio::select! {
            biased;
            Ok(text) = news.recv() => writer.write_all(text.as_bytes()).await?,
            read = reader.read_line(&mut line) => { //~ cancel-unsafe-select
                if read? == 0 {
                    return Ok(());
                }
                line.clear();
            }
        }
    }
}

pub async fn numbers(stream: &mut BufReader<TcpStream>, mut ticks: tokio::time::Interval) -> io::Result<u64> {
    let mut sum = 0;
    while sum < 1_000_000 {
        futures::select! {
            number = stream.read_u32().fuse() => sum += u64::from(number?), //~ cancel-unsafe-select
            _ = ticks.tick().fuse() => println!("{sum}"),
        }
    }
    Ok(sum)
}

pub struct Frames {
    reader: BufReader<OwnedReadHalf>,
    parsed: Vec<u8>,
}

impl Frames {
    async fn frame(&mut self) -> io::Result<Vec<u8>> {
        let length = self.reader.read_u32().await?;
        let mut frame = vec![0; length as usize];
        self.reader.read_exact(&mut frame).await?;
        Ok(frame)
    }

    async fn buffered_frame(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if self.parsed.len() > 8 {
                return Ok(std::mem::take(&mut self.parsed));
            }
            self.reader.read_buf(&mut self.parsed).await?;
        }
    }
}

pub struct Peer {
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    frames: Frames,
    outgoing: mpsc::Receiver<Vec<u8>>,
    slots: Arc<Semaphore>,
    table: Mutex<Vec<u32>>,
}

impl Peer {
    pub async fn run(&mut self, mut stop: watch::Receiver<bool>) -> io::Result<()> {
        loop {
            tokio::select! {
                frame = self.frames.frame() => println!("{:?}", frame?), //~ cancel-unsafe-select
                Some(message) = self.outgoing.recv() => self.writer.write_all(&message).await?,
                _ = stop.changed() => return Ok(()),
            }
        }
    }

    pub async fn run_buffered(&mut self) -> io::Result<()> {
        loop {
            tokio::select! {
                frame = self.frames.buffered_frame() => println!("{:?}", frame?),
                Some(message) = self.outgoing.recv() => self.writer.write_all(&message).await?,
            }
        }
    }

    pub async fn timed(&mut self) -> io::Result<()> {
        let mut kind = [0; 2];
        loop {
            tokio::select! {
                read = tokio::time::timeout(Duration::from_secs(9), self.reader.read_exact(&mut kind)) => { //~ cancel-unsafe-select
                    read??;
                }
                Some(message) = self.outgoing.recv() => println!("{message:?}"),
            }
        }
    }

    pub async fn blocks(&mut self) -> io::Result<()> {
        loop {
            tokio::select! {
                read = async {
                    let length = self.reader.read_u16_le().await?; //~ cancel-unsafe-select
                    Ok::<_, io::Error>(length)
                } => println!("{}", read?),
                Some(message) = self.outgoing.recv() => println!("{message:?}"),
            }
        }
    }

    pub async fn fair(&mut self) {
        loop {
            tokio::select! {
                permit = self.slots.acquire() => println!("{}", permit.is_ok()), //~ cancel-unsafe-select
                Some(message) = self.outgoing.recv() => println!("{message:?}"),
            }
        }
    }

    pub fn worker(&self, mut news: broadcast::Receiver<u32>) -> impl Future<Output = ()> {
        let slots = Arc::clone(&self.slots);
        async move {
            loop {
                tokio::select! {
                    permit = slots.acquire() => drop(permit), //~ cancel-unsafe-select
                    Ok(number) = news.recv() => println!("{number}"),
                }
            }
        }
    }

    pub async fn table(&mut self) {
        loop {
            tokio::select! {
                mut table = self.table.lock() => table.push(1), //~ cancel-unsafe-select
                Some(message) = self.outgoing.recv() => println!("{message:?}"),
            }
        }
    }
}

async fn fields<R: AsyncRead + Unpin>(reader: &mut R) -> io::Result<u64> {
    let first = reader.read_u32().await?;
    Ok(u64::from(first))
}

pub async fn by_reference(mut stream: TcpStream, notify: Arc<Notify>) -> io::Result<()> {
    loop {
        tokio::select! {
            field = fields(&mut stream) => println!("{}", field?), //~ cancel-unsafe-select
            () = notify.notified() => println!("notified"),
        }
    }
}

pub async fn forward(mut from: mpsc::Receiver<String>, to: mpsc::Sender<String>, notify: &Notify) {
    while let Some(message) = from.recv().await {
        tokio::select! {
            sent = to.send(message) => println!("{}", sent.is_ok()), //~ cancel-unsafe-select
            () = notify.notified() => println!("notified"),
        }
    }
}

pub async fn maybe(mut reader: Option<BufReader<TcpStream>>, mut commands: mpsc::Receiver<u32>) -> io::Result<()> {
    let mut line = String::new();
    loop {
        tokio::select! {
            read = async {
                match reader.as_mut() {
                    Some(reader) => reader.read_line(&mut line).await, //~ cancel-unsafe-select
                    None => std::future::pending().await,
                }
            } => println!("{}", read?),
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

// What another branch leaves the loop for is not needed any more.
pub async fn until_stopped(mut stream: BufReader<TcpStream>, mut stop: watch::Receiver<bool>) -> io::Result<()> {
    let mut head = [0; 8];
    loop {
        tokio::select! {
            read = stream.read_exact(&mut head) => {
                read?;
            }
            _ = stop.changed() => break,
        }
    }
    stream.shutdown().await
}

pub async fn until_late(mut stream: BufReader<TcpStream>) -> io::Result<()> {
    let mut head = [0; 8];
    loop {
        tokio::select! {
            read = stream.read_exact(&mut head) => {
                read?;
            }
            () = tokio::time::sleep(Duration::from_secs(30)) => {
                println!("late");
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

pub async fn once(mut stream: TcpStream, notify: &Notify) -> io::Result<()> {
    let mut head = [0; 8];
    tokio::select! {
        read = stream.read_exact(&mut head) => read.map(drop),
        () = notify.notified() => Ok(()),
    }
}

// The future lives on and is polled again.
pub async fn pinned(mut stream: TcpStream, mut commands: mpsc::Receiver<u32>) -> io::Result<()> {
    let read = async move {
        let mut head = [0; 8];
        stream.read_exact(&mut head).await?;
        Ok::<_, io::Error>(head)
    };
    tokio::pin!(read);
    loop {
        tokio::select! {
            head = &mut read => {
                println!("{:?}", head?);
                return Ok(());
            }
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

pub async fn safe(listener: UnixListener, mut commands: mpsc::Receiver<u32>, stream: TcpStream) -> io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut sent = Vec::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => drop(accepted?),
            Some(command) = commands.recv() => println!("{command}"),
            line = lines.next_line() => println!("{:?}", line?),
            written = writer.write(b"ping") => sent.push(written?),
            () = tokio::time::sleep(Duration::from_secs(1)) => println!("quiet"),
        }
    }
}

// The bytes read so far stay in the buffer, which is emptied when a line is whole.
pub async fn resumed(stream: TcpStream, mut commands: mpsc::Receiver<u32>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        tokio::select! {
            read = reader.read_until(b'\n', &mut line) => {
                if read? == 0 {
                    return Ok(());
                }
                println!("{}", std::mem::take(&mut line).len());
            }
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

pub async fn emptied(stream: TcpStream, mut commands: mpsc::Receiver<u32>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        tokio::select! {
            read = reader.read_until(b'\n', &mut line) => println!("{}", read?), //~ cancel-unsafe-select
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

// Each round has a connection of its own.
pub async fn probes(mut commands: mpsc::Receiver<u32>, mut incoming: mpsc::Receiver<TcpStream>) {
    while let Some(mut stream) = incoming.recv().await {
        let mut head = [0; 8];
        tokio::select! {
            read = stream.read_exact(&mut head) => println!("{read:?}"),
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

// What is sent is made anew.
pub async fn beats(to: mpsc::Sender<u32>, mut commands: mpsc::Receiver<u32>) {
    let mut count = 0;
    loop {
        tokio::select! {
            sent = to.send(count) => println!("{}", sent.is_ok()),
            Some(command) = commands.recv() => count = command,
        }
    }
}

pub async fn room(to: mpsc::Sender<String>, mut from: mpsc::Receiver<String>, notify: &Notify) {
    while let Some(message) = from.recv().await {
        tokio::select! {
            Ok(permit) = to.reserve() => permit.send(message),
            () = notify.notified() => println!("notified"),
        }
    }
}

// A semaphore that is closed to end the work.
pub async fn ended(end: Arc<Semaphore>, mut from: mpsc::Receiver<String>) {
    let mut ended = false;
    while !ended {
        tokio::select! {
            Some(message) = from.recv() => println!("{message}"),
            _ = end.acquire() => ended = true,
        }
    }
}

// Nobody else waits for these permits.
pub async fn alone(mut jobs: mpsc::Receiver<u32>, mut done: mpsc::Receiver<u32>) {
    let slots = Semaphore::new(4);
    loop {
        tokio::select! {
            permit = slots.acquire() => println!("{} {:?}", permit.is_ok(), jobs.recv().await),
            Some(number) = done.recv() => println!("{number}"),
        }
    }
}

pub struct Source;

impl Source {
    async fn read_exact(&mut self, _into: &mut [u8]) -> u32 {
        tokio::task::yield_now().await;
        1
    }
}

pub async fn own_method(mut source: Source, mut commands: mpsc::Receiver<u32>) {
    let mut head = [0; 8];
    loop {
        tokio::select! {
            read = source.read_exact(&mut head) => println!("{read}"),
            Some(command) = commands.recv() => println!("{command}"),
        }
    }
}

pub async fn sinks(
    mut sink: futures::channel::mpsc::Sender<u32>,
    mut from: futures::channel::mpsc::Receiver<u32>,
    notify: &Notify,
) {
    while let Some(number) = from.next().await {
        tokio::select! {
            sent = sink.send(number) => println!("{}", sent.is_ok()), //~ cancel-unsafe-select
            () = notify.notified() => println!("notified"),
        }
    }
}
