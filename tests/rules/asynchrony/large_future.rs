// Values of 16 KiB and more that a future carries across its await points.

use std::future::Future;
use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpStream, UdpSocket};

const KIB: usize = 1 << 10;
const MAX_DATAGRAM: usize = 64 * KIB - 1;

struct Page {
    bytes: [u8; 4 * KIB],
    dirty: bool,
}

type Pages = [Page; 8];

struct Cache {
    pages: Pages,
    next: usize,
}

impl Cache {
    const SLOTS: usize = 32 * KIB;

    fn new() -> Self {
        todo!()
    }

    async fn refill(&mut self, stream: &mut TcpStream) -> io::Result<()> {
        let mut slots = [0u8; Self::SLOTS]; //~ large-future
        stream.read_exact(&mut slots).await?;
        self.next = slots[0] as usize;
        Ok(())
    }
}

async fn echo(socket: UdpSocket) -> io::Result<()> {
    let mut buffer = [0u8; 65536]; //~ large-future
    loop {
        let (count, peer) = socket.recv_from(&mut buffer).await?;
        socket.send_to(&buffer[..count], peer).await?;
    }
}

async fn counted(socket: UdpSocket) -> io::Result<usize> {
    // The length comes from a constant, and its arithmetic from another one.
    let mut buffer: [u8; MAX_DATAGRAM] = [0; MAX_DATAGRAM]; //~ large-future
    let count = socket.recv(&mut buffer).await?;
    Ok(parse(&buffer[..count]) + buffer.len())
}

fn parse(bytes: &[u8]) -> usize {
    bytes.len()
}

async fn filled(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0; u16::MAX as usize]; //~ large-future
    fill(&mut buffer);
    // It was borrowed and is in scope: nothing tells rustc that it is not used any more.
    stream.flush().await?;
    Ok(0)
}

fn fill(bytes: &mut [u8]) {
    bytes.fill(1);
}

fn spawned(socket: UdpSocket) {
    tokio::spawn(async move {
        let mut frame = [0u8; 32 * KIB]; //~ large-future
        while let Ok(count) = socket.recv(&mut frame).await {
            println!("{count} {}", frame[0]);
        }
    });
}

fn captured(mut stream: TcpStream) -> impl Future<Output = io::Result<()>> {
    let greeting = [b'x'; 20_000]; //~ large-future
    async move { stream.write_all(&greeting).await }
}

async fn selected(one: UdpSocket, two: UdpSocket) -> io::Result<()> {
    let mut buffer = [0u8; MAX_DATAGRAM]; //~ large-future
    loop {
        tokio::select! {
            Ok(count) = one.recv(&mut buffer) => println!("{count}"),
            else => break,
        }
    }
    two.send(b"done").await?;
    Ok(())
}

async fn as_array(stream: &mut TcpStream) -> io::Result<u8> {
    let mut block = [0u8; 16 * KIB]; //~ large-future
    stream.read_exact(&mut block).await?;
    Ok(last_of(&block))
}

// The fix is only shown where somebody asks for the array itself.
fn last_of(block: &[u8; 16 * KIB]) -> u8 {
    block[block.len() - 1]
}

async fn by_type(stream: &mut TcpStream) -> io::Result<usize> {
    let cache = Cache::new(); //~ large-future
    stream.flush().await?;
    Ok(cache.pages.len() + cache.next)
}

async fn handed_over(cache: Cache, stream: &mut TcpStream) -> io::Result<usize> { //~ large-future
    stream.flush().await?;
    Ok(cache.next)
}

async fn borrowed(stream: &mut TcpStream) -> io::Result<usize> {
    let buffer = &mut [0u8; 24 * KIB]; //~ large-future
    stream.read(buffer).await
}

async fn both_ways(one: &mut TcpStream, two: &mut TcpStream) -> io::Result<()> {
    let mut there = [0u8; 10 * KIB]; //~ large-future
    let mut back = [0u8; 10 * KIB];
    loop {
        let sent = one.read(&mut there).await?;
        let got = two.read(&mut back).await?;
        println!("{} {}", there[sent], back[got]);
    }
}

async fn header(stream: &mut TcpStream) -> io::Result<u8> {
    let mut head = [0u8; 12 * KIB];
    stream.read_exact(&mut head).await?;
    Ok(head[0])
}

async fn nested(stream: &mut TcpStream) -> io::Result<u8> {
    let mut body = [0u8; 6 * KIB];
    stream.read_exact(&mut body).await?;
    let kind = header(stream).await?; //~ large-future
    Ok(kind + body[0])
}

async fn nested_in_a_box(stream: &mut TcpStream) -> io::Result<u8> {
    let mut body = [0u8; 6 * KIB];
    stream.read_exact(&mut body).await?;
    let kind = Box::pin(header(stream)).await?;
    Ok(kind + body[0])
}

async fn on_the_heap(socket: UdpSocket) -> io::Result<usize> {
    let mut buffer = vec![0u8; 65536];
    let mut other = Box::new([0u8; 65536]);
    let boxed: Box<[u8; 65536]> = Box::new([0; 65536]);
    let cache = Box::new(Cache::new());
    socket.recv(&mut buffer).await?;
    socket.recv(&mut other[..]).await?;
    Ok(boxed.len() + cache.next)
}

async fn small(socket: UdpSocket) -> io::Result<usize> {
    let mut buffer = [0u8; 8192];
    let page = Page { bytes: [0; 4 * KIB], dirty: false };
    let count = socket.recv(&mut buffer).await?;
    Ok(count + page.bytes.len() + usize::from(page.dirty))
}

async fn over_before(stream: &mut TcpStream) -> io::Result<()> {
    let sum = {
        let mut table = [0u32; 16 * KIB];
        fill_words(&mut table);
        table.iter().sum::<u32>()
    };
    stream.write_u32(sum).await
}

fn fill_words(words: &mut [u32]) {
    words.fill(7);
}

async fn begun_behind(stream: &mut TcpStream) -> io::Result<u32> {
    let count = stream.read_u32().await?;
    let mut table = [count; 16 * KIB];
    fill_words(&mut table);
    Ok(table[0])
}

async fn moved_away(stream: &mut TcpStream) -> io::Result<usize> {
    let bytes = [1u8; 65536];
    let kept = Vec::from(bytes);
    stream.flush().await?;
    Ok(kept.len())
}

async fn in_a_thread() -> usize {
    let handle = tokio::task::spawn_blocking(|| {
        let mut buffer = [0u8; 65536];
        std::io::Read::read(&mut std::io::stdin(), &mut buffer).unwrap_or(0)
    });
    handle.await.unwrap_or(0)
}

fn plain(stream: &mut std::net::TcpStream) -> io::Result<usize> {
    let mut buffer = [0u8; 65536];
    std::io::Read::read(stream, &mut buffer)
}

async fn constant(stream: &mut TcpStream) -> io::Result<()> {
    // A constant lies in the program, not in the future.
    static ZEROS: [u8; 65536] = [0; 65536];
    let zeros = &[0u8; 65536];
    stream.write_all(zeros).await?;
    stream.write_all(&ZEROS).await
}

async fn unknown<const N: usize>(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0u8; N];
    stream.read(&mut buffer).await
}

async fn in_turns(one: &mut TcpStream) -> io::Result<()> {
    {
        let mut there = [0u8; 10 * KIB];
        one.read_exact(&mut there).await?;
    }
    {
        let mut back = [0u8; 10 * KIB];
        one.read_exact(&mut back).await?;
    }
    Ok(())
}

// The callers of what is large by itself are not told again.
async fn outer(socket: UdpSocket) -> io::Result<()> {
    let mut head = [0u8; 4 * KIB];
    socket.recv(&mut head).await?;
    echo(socket).await
}

struct Reader<R> {
    inner: R,
    buffer: [u8; 64 * KIB],
}

impl<R: AsyncRead + Unpin> AsyncRead for Reader<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        let mut chunk = [MaybeUninit::<u8>::uninit(); 64 * KIB];
        let mut read = ReadBuf::uninit(&mut chunk);
        let _ = Pin::new(&mut self.inner).poll_read(cx, &mut read);
        buf.put_slice(read.filled());
        std::task::Poll::Ready(Ok(()))
    }
}

async fn by_reference<W: AsyncWrite + Unpin>(reader: &Reader<W>, to: &mut W) -> io::Result<()> {
    let bytes = &reader.buffer;
    to.write_all(bytes).await
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    // This future is polled where it was made.
    let mut buffer = [0u8; 65536];
    socket.recv(&mut buffer).await?;
    Ok(())
}
