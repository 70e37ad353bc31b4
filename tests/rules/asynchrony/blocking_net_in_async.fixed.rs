use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

pub async fn ask(address: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await?; //~ blocking-net-in-async
    stream.set_nodelay(true)?;
    stream.write_all(question).await?; //~ blocking-net-in-async
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?; //~ blocking-net-in-async
    Ok(answer)
}

pub async fn measure(server: &str, packet: &[u8]) -> io::Result<usize> {
    let socket = tokio::net::UdpSocket::bind("0.0.0.0:0").await?; //~ blocking-net-in-async
    socket.send_to(packet, server).await?; //~ blocking-net-in-async
    let mut answer = [0; 512];
    let (length, _) = socket.recv_from(&mut answer).await?; //~ blocking-net-in-async
    Ok(length)
}

pub async fn greet(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?; //~ blocking-net-in-async
    stream.set_nodelay(true)?;
    writeln!(stream, "HELO {address}")?; //~ blocking-net-in-async
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?; //~ blocking-net-in-async
    Ok(line)
}

pub async fn serve(port: u16) -> io::Result<()> {
    tokio::spawn(async move {
        let listener = TcpListener::bind(("0.0.0.0", port))?; //~ blocking-net-in-async
        loop {
            let (mut stream, _) = listener.accept()?; //~ blocking-net-in-async
            stream.set_nodelay(true)?;
            io::copy(&mut stream.try_clone()?, &mut stream)?; //~ blocking-net-in-async
        }
    })
    .await?
}

pub async fn copied(mut from: TcpStream, to: &mut Vec<u8>) -> io::Result<u64> {
    io::copy(&mut from, to) //~ blocking-net-in-async
}

pub async fn forgot_to_say_so() -> io::Result<tokio::net::UdpSocket> {
    let socket = ::std::net::UdpSocket::bind("0.0.0.0:0")?; //~ blocking-net-in-async
    tokio::net::UdpSocket::from_std(socket)
}

pub async fn own_address() -> io::Result<SocketAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0")?;
    socket.connect("192.0.2.1:9")?;
    socket.local_addr()
}

pub async fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

pub async fn handed_to_the_server(listener: TcpListener) -> io::Result<TcpListener> {
    let other = TcpListener::bind("127.0.0.1:0")?;
    drop(listener);
    Ok(other)
}

pub async fn with_tokio(address: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    stream.write_all(question).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

pub async fn offloaded(address: SocketAddr) -> io::Result<String> {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    })
    .await?
}

pub async fn on_its_own_thread(listener: TcpListener) {
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.set_nodelay(true);
            let _ = stream.write_all(b"busy\n");
        }
    });
}

pub async fn out_of_memory(mut text: &[u8]) -> io::Result<u8> { //~ async-without-await
    let mut first = [0; 1];
    text.read_exact(&mut first)?;
    Ok(first[0])
}

pub async fn addresses_alone(address: SocketAddr) -> bool { //~ async-without-await
    address.ip().is_loopback()
}

#[tokio::main]
pub async fn main() -> io::Result<()> {
    let _lock = TcpListener::bind("127.0.0.1:7")?;
    let mut stream = TcpStream::connect("127.0.0.1:9")?;
    stream.set_nodelay(true)?;
    stream.write_all(b"ready")
}

pub fn plain_function(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
