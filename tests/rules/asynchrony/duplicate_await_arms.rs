use std::time::Duration;

pub enum Event {
    Next,
    Seek(u64),
}

pub struct Player {
    pub queue: Vec<u64>,
}

impl Player {
    async fn handle(&mut self, event: Event) {
        tokio::task::yield_now().await;
        if let Event::Seek(position) = event {
            self.queue.push(position);
        }
    }

    async fn write(&self, line: &[u8]) -> std::io::Result<()> {
        tokio::task::yield_now().await;
        println!("größer 😀 {}", line.len());
        Ok(())
    }

    pub async fn jump(&mut self, forward: bool) {
        if forward { //~ duplicate-await-arms
            self.handle(Event::Next).await
        } else {
            self.handle(Event::Seek(0)).await
        }
    }

    pub async fn greet(&self, late: bool) -> Result<(), std::io::Error> {
        if !late { //~ duplicate-await-arms
            self.write(b"220 ready\r\n").await
        } else {
            self.write(b"421 too late\r\n").await?;
            Err(std::io::Error::other("late"))
        }
    }

    pub async fn react(&mut self, word: &str) -> std::io::Result<()> {
        match word { //~ duplicate-await-arms
            // The player knows two words.
            "next" => self.write(b"next\r\n").await?,
            "seek" => self.write(b"seek to the start\r\n").await?,
            _ => return Ok(()),
        }
        self.queue.clear();
        Ok(())
    }

    pub async fn other_functions(&mut self, forward: bool) {
        if forward {
            self.handle(Event::Next).await;
        } else {
            self.write(b"no\r\n").await.ok();
        }
    }
}

async fn respond(code: u32, body: &'static str) {
    tokio::task::yield_now().await;
    println!("{code} {body}");
}

pub async fn process(command: &str) {
    match command { //~ duplicate-await-arms
        "start" => respond(200, "started").await,
        "stop" => respond(204, "stopped").await,
        _ => respond(400, "what?").await,
    }
}

pub async fn pause(outcome: Result<u64, ()>) -> u64 {
    match outcome { //~ duplicate-await-arms
        Ok(0) => {
            tokio::time::sleep(Duration::from_secs(10)).await;
        }
        Err(()) => {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Ok(_) => {}
    }
    outcome.unwrap_or_default()
}

pub async fn bound(short: bool) -> Result<(), tokio::time::error::Elapsed> {
    let limit = if short { //~ duplicate-await-arms
        delayed(Duration::from_secs(1)).await?
    } else {
        delayed(Duration::from_millis(5)).await?
    };
    tokio::time::timeout(limit, respond(1, "")).await
}

async fn delayed(time: Duration) -> Result<Duration, tokio::time::error::Elapsed> {
    tokio::time::timeout(time, respond(2, "")).await.map(|()| time)
}

async fn show<T: std::fmt::Display>(value: T) {
    tokio::task::yield_now().await;
    println!("{value}");
}

pub async fn arguments_of_two_types(count: bool) {
    if count {
        show(1_u64).await;
    } else {
        show("none").await;
    }
}

pub struct Reader;
pub struct Writer;

impl Reader {
    async fn copy(&self, limit: u64) -> u64 {
        tokio::task::yield_now().await;
        limit
    }
}

impl Writer {
    async fn copy(&self, limit: u64) -> u64 {
        tokio::task::yield_now().await;
        limit + 1
    }
}

pub enum Half {
    Reader(Reader),
    Writer(Writer),
}

pub async fn dispatch(half: Half) -> u64 {
    match half {
        Half::Reader(half) => half.copy(1).await,
        Half::Writer(half) => half.copy(2).await,
    }
}

pub enum Transport {
    Tcp(tokio::net::TcpStream),
    Unix(tokio::net::UnixStream),
}

async fn serve<S>(stream: S) {
    tokio::task::yield_now().await;
    drop(stream);
}

pub async fn payloads_of_two_types(transport: Transport) {
    match transport {
        Transport::Tcp(stream) => serve(stream).await,
        Transport::Unix(stream) => serve(stream).await,
    }
}

pub async fn futures_of_two_types(short: bool) {
    if short {
        Box::pin(respond(1, "")).await;
    } else {
        Box::pin(show(1)).await;
    }
}

pub async fn only_one_arm_awaits(late: bool) {
    if late {
        respond(408, "late").await;
    } else {
        println!("in time");
    }
}

pub async fn awaits_in_loops(codes: Vec<u32>, again: bool) {
    if again {
        for code in codes {
            respond(code, "again").await;
        }
    } else {
        for code in codes.into_iter().rev() {
            respond(code, "once").await;
        }
    }
}

pub async fn no_argument_to_choose(first: tokio::sync::Notify, again: bool) {
    if again {
        first.notified().await;
        println!("again");
    } else {
        first.notified().await;
        println!("once");
    }
}

pub fn plain_functions(again: bool) -> String {
    if again { "again".to_owned() } else { "once".to_owned() }
}

pub async fn read_range(range: impl std::ops::RangeBounds<u64>) -> bool {
    tokio::task::yield_now().await;
    range.contains(&1)
}

// A range with ends and one without are two types.
pub async fn kinds_of_ranges(range: Option<(u64, u64)>) -> bool {
    match range {
        Some((start, end)) => read_range(start..end).await,
        None => read_range(..).await,
    }
}
