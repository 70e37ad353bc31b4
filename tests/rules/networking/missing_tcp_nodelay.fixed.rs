use axum::Router;
use hyper_util::client::legacy::connect::HttpConnector;
use socket2::SockRef;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream, UnixListener};
use tokio::time::timeout;
use axum::serve::ListenerExt;

pub async fn accept_loop(listener: TcpListener) -> io::Result<()> {
    loop {
        let (mut stream, _) = listener.accept().await?; //~ missing-tcp-nodelay
        stream.set_nodelay(true)?;
        tokio::spawn(async move { stream.write_all("größer 😀".as_bytes()).await });
    }
}

pub async fn connect_in_anyhow(addr: SocketAddr) -> anyhow::Result<u8> {
    use anyhow::Context as _;
    let mut stream = TcpStream::connect(addr).await.context("connect")?; //~ missing-tcp-nodelay
    stream.set_nodelay(true)?;
    stream.write_all(b"ping").await?;
    Ok(stream.read_u8().await?)
}

#[derive(Debug)]
pub struct Refused;

pub async fn error_of_its_own(addr: SocketAddr) -> Result<TcpStream, Refused> {
    let stream = TcpStream::connect(addr).await.map_err(|_| Refused)?; //~ missing-tcp-nodelay
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

pub async fn with_a_limit(addr: SocketAddr) -> io::Result<()> {
    let mut stream = timeout(Duration::from_secs(1), TcpStream::connect(addr)).await??; //~ missing-tcp-nodelay
    stream.set_nodelay(true)?;
    stream.write_all(b"hello").await
}

pub async fn last_expression(addr: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(addr).await?;
    stream.set_nodelay(true)?;
    Ok(stream) //~ missing-tcp-nodelay
}

pub async fn last_of_a_branch(addr: SocketAddr, v6: bool) -> io::Result<TcpStream> {
    let stream = if v6 {
        let socket = TcpSocket::new_v6()?;
        socket.connect(addr).await? //~ missing-tcp-nodelay
    } else {
        TcpStream::connect(addr).await? //~ missing-tcp-nodelay
    };
    stream.set_nodelay(true)?;
    Ok(stream)
}

pub async fn in_a_select(listener: TcpListener, mut stop: tokio::sync::oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => { //~ missing-tcp-nodelay
                let _ = stream.set_nodelay(true);
                tokio::spawn(echo(stream));
            }
            _ = &mut stop => return,
        }
    }
}

pub async fn result_taken_apart_later(listener: TcpListener) {
    loop {
        let accepted = listener.accept().await; //~ missing-tcp-nodelay
        match accepted {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                tokio::spawn(echo(stream));
            }
            Err(error) => eprintln!("{error}"),
        }
    }
}

pub async fn handed_on_by_an_arm(listener: TcpListener, mut stop: tokio::sync::oneshot::Receiver<()>) {
    loop {
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => match accepted { //~ missing-tcp-nodelay
                Ok((stream, from)) => (stream, from),
                Err(_) => continue,
            },
            _ = &mut stop => return,
        };
        let _ = stream.set_nodelay(true);
        println!("{from}");
        tokio::spawn(echo(stream));
    }
}

pub async fn both_sides_are_set(listener: TcpListener, upstream: SocketAddr) -> io::Result<()> {
    let (mut inbound, _) = listener.accept().await?;
    let mut outbound = TcpStream::connect(upstream).await?;
    for stream in [&inbound, &outbound] {
        stream.set_nodelay(true)?;
    }
    tokio::io::copy_bidirectional(&mut inbound, &mut outbound).await?;
    Ok(())
}

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut byte = [0; 1];
    stream.read_exact(&mut byte).await?;
    stream.write_all(&byte).await
}

pub fn blocking_server(listener: std::net::TcpListener) -> io::Result<()> {
    for stream in listener.incoming() { //~ missing-tcp-nodelay
        let mut stream = stream?;
        stream.set_nodelay(true)?;
        io::Write::write_all(&mut stream, b"hi")?;
    }
    Ok(())
}

pub async fn only_the_other_side_is_set(listener: TcpListener, upstream: SocketAddr) -> io::Result<()> {
    let (mut inbound, _) = listener.accept().await?; //~ missing-tcp-nodelay
    inbound.set_nodelay(true)?;
    let mut outbound = TcpStream::connect(upstream).await?;
    outbound.set_nodelay(true)?;
    tokio::io::copy_bidirectional(&mut inbound, &mut outbound).await?;
    Ok(())
}

pub async fn axum_server(app: Router) -> io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:80").await?;
    axum::serve(listener.tap_io(|stream| { let _ = stream.set_nodelay(true); }), app).await //~ missing-tcp-nodelay
}

pub fn hyper_connector() -> HttpConnector {
    let mut connector = HttpConnector::new(); //~ missing-tcp-nodelay
    connector.set_nodelay(true);
    connector
}

pub fn turned_off() -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder().tcp_nodelay(true); //~ missing-tcp-nodelay
    builder.build()
}

pub async fn is_set(listener: TcpListener) -> io::Result<()> {
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    echo(stream).await
}

pub async fn set_by_a_helper(listener: TcpListener) -> io::Result<()> {
    let (stream, _) = listener.accept().await?;
    tune(&stream);
    echo(stream).await
}

fn tune(stream: &TcpStream) {
    let _ = SockRef::from(stream).set_tcp_nodelay(true);
}

pub trait Configures {
    fn apply_socket_opts(&self, stream: &TcpStream);
}

pub async fn set_by_something_unseen(listener: TcpListener, with: &dyn Configures) -> io::Result<()> {
    let (stream, _) = listener.accept().await?;
    with.apply_socket_opts(&stream);
    echo(stream).await
}

pub async fn set_on_the_socket_before(addr: SocketAddr) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    socket.connect(addr).await
}

pub async fn set_by_the_caller(addr: SocketAddr) -> io::Result<()> {
    let stream = dial(addr).await?;
    stream.set_nodelay(true)?;
    echo(stream).await
}

async fn dial(addr: SocketAddr) -> io::Result<TcpStream> {
    TcpStream::connect(addr).await
}

pub async fn unix_socket(listener: UnixListener) -> io::Result<()> {
    let (mut stream, _) = listener.accept().await?;
    stream.write_all(b"hi").await
}

pub struct OwnListener(TcpListener);

impl OwnListener {
    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, from) = self.0.accept().await?;
        stream.set_nodelay(true)?;
        Ok((stream, from))
    }
}

pub async fn listener_of_its_own(listener: OwnListener) -> io::Result<()> {
    let (stream, _) = listener.accept().await?;
    echo(stream).await
}

pub async fn is_up(addr: SocketAddr) -> bool {
    TcpStream::connect(addr).await.is_ok()
}

pub async fn wait_until_up(addr: SocketAddr) {
    while let Err(error) = TcpStream::connect(addr).await {
        eprintln!("{error}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

pub async fn own_address(addr: SocketAddr) -> io::Result<SocketAddr> {
    let stream = TcpStream::connect(addr).await?;
    stream.local_addr()
}

pub async fn upload(addr: SocketAddr, file: &[u8]) -> io::Result<()> {
    // One-way bulk transfer: nobody waits for a reply.
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(file).await
}

pub struct Peer {
    stream: TcpStream,
}

impl From<TcpStream> for Peer {
    fn from(stream: TcpStream) -> Self {
        Self { stream }
    }
}

pub struct Gate {
    listener: TcpListener,
}

impl Gate {
    pub async fn accept(&self) -> io::Result<Peer> {
        let (stream, _) = self.listener.accept().await?;
        let peer: Peer = stream.into();
        Ok(peer)
    }
}

pub async fn guarded(gate: &Gate) -> io::Result<Peer> {
    let peer = gate
        .accept()
        .await?;
    peer.stream.set_nodelay(true)?;
    Ok(peer)
}

pub fn wait_for_login(listener: std::net::TcpListener) -> io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\nback to the oauth client")
}

pub fn tuned_connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector
}

pub async fn tapped(app: Router) -> io::Result<()> {
    use axum::serve::ListenerExt as _;
    let listener = TcpListener::bind("0.0.0.0:80").await?.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app).await
}

pub async fn unix_server(app: Router) -> io::Result<()> {
    let listener = UnixListener::bind("/run/app.sock")?;
    axum::serve(listener, app).await
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn connects() {
        let _stream = tokio::net::TcpStream::connect("127.0.0.1:1").await.unwrap();
    }
}

pub struct Link {
    stream: TcpStream,
}

impl Link {
    fn new(stream: TcpStream) -> Self {
        let _ = stream.set_nodelay(true);
        Self { stream }
    }
}

// The function inside gives the stream to the one around, which hands it to `Link`.
pub async fn accepted_inside(listener: TcpListener, mut stop: tokio::sync::oneshot::Receiver<()>) -> Vec<Link> {
    async fn accept(listener: &TcpListener) -> io::Result<(TcpStream, SocketAddr)> {
        let accepted = listener.accept().await?;
        Ok(accepted)
    }
    let mut links = Vec::new();
    loop {
        tokio::select! {
            _ = &mut stop => return links,
            found = accept(&listener) => match found {
                Ok((stream, _)) => links.push(Link::new(stream)),
                Err(_) => return links,
            },
        }
    }
}

pub trait Tuned: Sized {
    fn set_socket_options(self) -> io::Result<Self>;
}

impl<T: std::os::fd::AsFd> Tuned for T {
    fn set_socket_options(self) -> io::Result<Self> {
        SockRef::from(&self).set_tcp_nodelay(true)?;
        Ok(self)
    }
}

// A trait that every socket has sets it, in the chain or where the stream goes.
pub async fn tuned_in_the_chain(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?.set_socket_options()?;
    stream.write_all(b"hello").await
}

pub async fn tuned_by_the_task(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(greet_tuned(stream));
    }
}

async fn greet_tuned(stream: TcpStream) -> io::Result<()> {
    let mut stream = stream.set_socket_options()?;
    stream.write_all(b"hello").await
}

pub struct Metrics;

impl Metrics {
    // A monitor asks now and then, and gets all of the answer at once.
    pub async fn run(&self, listener: TcpListener) -> io::Result<()> {
        loop {
            let (mut stream, _) = listener.accept().await?;
            stream.write_all(b"requests 1").await?;
        }
    }
}

macro_rules! in_background {
    (name: $name:expr, task: $task:expr) => {{
        let _name: &str = $name;
        tokio::spawn($task)
    }};
}

// What a macro makes of its arguments is not known; the stream is used in there.
pub async fn hidden_in_a_macro(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?; //~ missing-tcp-nodelay
        stream.set_nodelay(true)?;
        in_background!(name: "echo", task: async move { echo(stream).await });
    }
}

pub async fn looked_at_on_the_way(at: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(at).await.inspect(|_| println!("bound"))?;
    loop {
        let (stream, _) = listener.accept().await?; //~ missing-tcp-nodelay
        stream.set_nodelay(true)?;
        tokio::spawn(echo(stream));
    }
}

fn settle(immediate: bool, connector: &mut HttpConnector) {
    connector.set_nodelay(immediate);
}

pub fn tuned_in_a_helper() -> HttpConnector {
    let mut connector = HttpConnector::new();
    settle(true, &mut connector);
    connector
}

// Who asks the trait for a channel sets its options by the trait as well.
pub trait Channel: Sized {
    fn open(at: SocketAddr) -> impl std::future::Future<Output = io::Result<Self>> + Send;
    fn set_no_delay(&self, on: bool) -> io::Result<()>;
}

impl Channel for TcpStream {
    async fn open(at: SocketAddr) -> io::Result<Self> {
        TcpStream::connect(at).await
    }

    fn set_no_delay(&self, on: bool) -> io::Result<()> {
        self.set_nodelay(on)
    }
}

pub enum Accepted {
    Tcp(TcpStream),
    Unix(tokio::net::UnixStream),
}

pub enum Door {
    Tcp(TcpListener),
    Unix(UnixListener),
}

impl Door {
    pub async fn opened(&self) -> io::Result<Accepted> {
        match self {
            Door::Tcp(listener) => listener.accept().await.map(|(stream, _)| Accepted::Tcp(stream)),
            Door::Unix(listener) => listener.accept().await.map(|(stream, _)| Accepted::Unix(stream)),
        }
    }
}

// Who opens the door sets the option.
pub async fn received(door: Door) -> io::Result<()> {
    while let Accepted::Tcp(stream) = door.opened().await? {
        stream.set_nodelay(true)?;
        tokio::spawn(echo(stream));
    }
    Ok(())
}

fn resolving_connector() -> HttpConnector {
    HttpConnector::new()
}

pub fn tuned_by_the_caller() -> HttpConnector {
    let mut connector = resolving_connector();
    connector.set_nodelay(true);
    connector
}
