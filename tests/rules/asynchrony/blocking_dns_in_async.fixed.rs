use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs};

pub struct Upstream {
    pub host: String,
    pub port: u16,
}

impl Upstream {
    pub async fn address(&self) -> io::Result<SocketAddr> {
        let mut found = tokio::net::lookup_host((self.host.as_str(), self.port)).await?; //~ blocking-dns-in-async
        found.next().ok_or_else(|| io::Error::other("no address"))
    }

    pub async fn all(&self) -> Vec<SocketAddr> {
        let name = format!("{}:{}", self.host, self.port);
        match name.to_socket_addrs() { //~ blocking-dns-in-async
            Ok(found) => found.collect(),
            Err(_) => Vec::new(),
        }
    }
}

pub async fn first(name: &str) -> Option<SocketAddr> {
    tokio::net::lookup_host(name).await.ok()?.next() //~ blocking-dns-in-async
}

pub async fn by_the_trait(name: String) -> io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host(&name).await?.filter(|found| found.is_ipv4()).collect()) //~ blocking-dns-in-async
}

pub async fn in_a_loop(names: &[String]) -> usize {
    let mut count = 0;
    for name in names {
        for address in tokio::net::lookup_host(&name).await.unwrap() { //~ blocking-dns-in-async
            count += usize::from(address.is_ipv6());
        }
    }
    count
}

pub async fn in_an_inline_closure(names: &[String]) -> Vec<SocketAddr> {
    names.iter().filter_map(|name| name.to_socket_addrs().ok()?.next()).collect() //~ blocking-dns-in-async
}

pub async fn kept(name: &str) -> io::Result<std::vec::IntoIter<SocketAddr>> {
    name.to_socket_addrs() //~ blocking-dns-in-async
}

pub async fn connected() -> io::Result<()> {
    let stream = TcpStream::connect("updates.example.org:443")?; //~ blocking-dns-in-async, blocking-net-in-async
    stream.set_nodelay(true)
}

pub async fn numbers(port: u16) -> io::Result<usize> { //~ async-without-await
    let written = "127.0.0.1:8080".to_socket_addrs()?.count();
    let local = (Ipv4Addr::LOCALHOST, port).to_socket_addrs()?.count();
    let formatted = format!("0.0.0.0:{port}").to_socket_addrs()?.count();
    Ok(written + local + formatted + "[::1]:53".to_socket_addrs()?.count())
}

pub async fn addresses_at_hand(ip: IpAddr, known: SocketAddr) -> io::Result<usize> { //~ async-without-await
    Ok((ip, 53).to_socket_addrs()?.count() + known.to_socket_addrs()?.count())
}

pub async fn offloaded(name: String) -> io::Result<Vec<SocketAddr>> {
    tokio::task::spawn_blocking(move || Ok(name.to_socket_addrs()?.collect())).await?
}

async fn resolving<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the resolver does not panic")
}

pub async fn offloaded_by_a_helper(name: String) -> Option<SocketAddr> {
    resolving(move || name.to_socket_addrs().ok()?.next()).await
}

pub async fn with_tokio(name: &str) -> io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host(name).await?.collect())
}

pub struct Names(Vec<(String, SocketAddr)>);

impl Names {
    fn to_socket_addrs(&self) -> impl Iterator<Item = SocketAddr> + '_ {
        self.0.iter().map(|(_, address)| *address)
    }
}

pub async fn a_method_of_the_same_name(names: &Names) -> usize { //~ async-without-await
    names.to_socket_addrs().count()
}

pub async fn listen(host: &str) -> io::Result<tokio::net::TcpListener> {
    let addresses: Vec<SocketAddr> = (host, 80).to_socket_addrs()?.collect();
    tokio::net::TcpListener::bind(addresses.as_slice()).await
}

pub trait Listener: Sized {
    fn try_bind(self) -> impl std::future::Future<Output = io::Result<tokio::net::TcpSocket>>;
}

impl Listener for String {
    async fn try_bind(self) -> io::Result<tokio::net::TcpSocket> {
        let socket = tokio::net::TcpSocket::new_v4()?;
        socket.bind(self.to_socket_addrs()?.next().unwrap())?;
        Ok(socket)
    }
}

pub async fn resolved_on_purpose(name: &str) -> io::Result<usize> {
    // Blocking on purpose: this runtime has one task.
    Ok(name.to_socket_addrs()?.count())
}

#[tokio::main]
pub async fn main() {
    let upstream = "localhost:80".to_socket_addrs().unwrap().next().unwrap();
    tokio::spawn(async move {
        let found = tokio::net::lookup_host("example.org:80").await.unwrap().next(); //~ blocking-dns-in-async
        assert_ne!(found, Some(upstream));
    });
}

pub fn plain_function(name: &str) -> io::Result<usize> {
    Ok(name.to_socket_addrs()?.count())
}
