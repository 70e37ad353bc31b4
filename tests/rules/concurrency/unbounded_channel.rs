use std::sync::mpsc::{channel as std_channel, Sender as StdSender};
use std::thread;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

struct Audit {
    entries: UnboundedSender<String>,
}

impl Audit {
    fn start() -> Self {
        let (entries, mut inbox) = mpsc::unbounded_channel(); //~ unbounded-channel
        tokio::spawn(async move {
            while let Some(entry) = inbox.recv().await {
                println!("größer 😀 {entry}");
            }
        });
        Self { entries }
    }

    async fn record(&self, entry: String) { //~ async-without-await
        let _ = self.entries.send(entry);
    }

    fn record_now(&self, entry: String) {
        let _ = self.entries.send(entry);
    }
}

pub async fn serve(requests: Vec<String>) {
    let audit = Audit::start();
    for request in requests {
        audit.record_now(request.clone());
        audit.record(request).await;
    }
}

pub async fn with_a_helper(lines: Vec<u64>) -> u64 {
    let (numbers, sums) = mpsc::unbounded_channel::<u64>(); //~ unbounded-channel
    let worker = tokio::spawn(sum(sums));
    let other = numbers.clone();
    for line in lines {
        other.send(line).unwrap();
    }
    drop(other);
    drop(numbers);
    worker.await.unwrap()
}

async fn sum(mut numbers: UnboundedReceiver<u64>) -> u64 {
    let mut total = 0;
    while let Some(number) = numbers.recv().await {
        total += number;
    }
    total
}

pub fn thread_per_printer(lines: Vec<String>) {
    let (lines_out, printed) = std_channel::<String>(); //~ unbounded-channel
    let printer = thread::spawn(move || {
        for line in printed {
            println!("{line}");
        }
    });
    forward(lines, &lines_out);
    drop(lines_out);
    printer.join().unwrap();
}

fn forward(lines: Vec<String>, to: &StdSender<String>) {
    for line in lines {
        to.send(line).unwrap();
    }
}

pub fn jobs() -> (crossbeam_channel::Sender<u32>, crossbeam_channel::Receiver<u32>) {
    crossbeam_channel::unbounded() //~ unbounded-channel
}

pub fn bounded(lines: Vec<String>) {
    let (sender, receiver) = std::sync::mpsc::sync_channel(64);
    let printer = thread::spawn(move || receiver.iter().for_each(|line: String| println!("{line}")));
    for line in lines {
        sender.send(line).unwrap();
    }
    drop(sender);
    printer.join().unwrap();
}

pub async fn one_reply(question: u32) -> u32 {
    let (answer, mut answers) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        let _ = answer.send(question + 1);
    });
    answers.recv().await.unwrap_or_default()
}

pub async fn stops() { //~ async-without-await
    let (stop, mut stopped) = tokio::sync::mpsc::unbounded_channel::<()>();
    tokio::spawn(async move { while stopped.recv().await.is_some() {} });
    let _ = stop.send(());
}

pub async fn shuts_down() { //~ async-without-await
    let (shutdown, mut asked) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move { while asked.recv().await == Some(true) {} });
    let _ = shutdown.send(true);
    let _ = shutdown.send(false);
}

pub fn at_most_one_per_permit(permits: &tokio::sync::Semaphore) -> flume::Receiver<usize> {
    // Bounded upstream: each message holds a permit.
    let (sender, receiver) = flume::unbounded();
    sender.send(permits.available_permits()).unwrap();
    sender.send(0).unwrap();
    receiver
}

pub fn drained_when_all_are_done(inputs: Vec<u64>) -> u64 {
    let (sender, receiver) = crossbeam_channel::unbounded();
    thread::scope(|scope| {
        for input in inputs {
            let sender = sender.clone();
            scope.spawn(move || sender.send(input * 2).unwrap());
        }
    });
    drop(sender);
    receiver.iter().sum()
}

pub fn by_choice(bound: Option<usize>) -> (flume::Sender<u8>, flume::Receiver<u8>) {
    match bound {
        Some(bound) => flume::bounded(bound),
        None => flume::unbounded(),
    }
}

pub fn not_a_channel() -> lru::Cache {
    lru::Cache::unbounded()
}

mod lru {
    pub struct Cache;

    impl Cache {
        pub fn unbounded() -> Self {
            Self
        }
    }
}

// What a watcher of files reports comes in bursts, as when a branch is checked out.
pub fn changes_of_files() -> flume::Receiver<String> {
    let (changed, changes) = flume::unbounded(); //~ unbounded-channel
    thread::spawn(move || {
        for name in ["Cargo.toml", "src"] {
            let _ = changed.send(name.to_string());
            thread::sleep(std::time::Duration::from_millis(1));
        }
    });
    changes
}

pub fn failures(inputs: Vec<String>) -> flume::Receiver<std::num::ParseIntError> {
    let (error_tx, error_rx) = flume::unbounded(); //~ unbounded-channel
    for input in inputs {
        if let Err(error) = input.parse::<u64>() {
            let _ = error_tx.send(error);
        }
    }
    error_rx
}

pub enum Order {
    Work(String),
    Stop,
}

pub struct Foreman {
    orders: flume::Sender<Order>,
}

impl Foreman {
    pub fn new() -> (Self, flume::Receiver<Order>) {
        let (orders, waiting) = flume::unbounded(); //~ unbounded-channel
        (Self { orders }, waiting)
    }

    pub fn stop(&self) {
        let _ = self.orders.send(Order::Stop);
    }
}

pub fn with_news(name: Option<&str>) -> Option<flume::Receiver<String>> {
    match name {
        Some(name) => {
            let (news, _) = tokio::sync::broadcast::channel::<u8>(16);
            let (sender, receiver) = flume::unbounded(); //~ unbounded-channel
            sender.send(name.to_string()).ok()?;
            sender.send(news.len().to_string()).ok()?;
            Some(receiver)
        }
        None => None,
    }
}

pub fn one_for_each(workers: usize) -> Vec<(kanal::Sender<String>, kanal::Receiver<String>)> {
    std::iter::repeat_with(kanal::unbounded).take(workers).collect() //~ unbounded-channel
}

// The child is waited for in the task that sends: nobody waits for the task itself.
pub fn lines_of(mut child: std::process::Child) -> UnboundedReceiver<String> {
    let (line_tx, line_rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    thread::spawn(move || {
        while line_tx.send(String::from("line")).is_ok() {}
        let _ = child.wait();
    });
    line_rx
}

// Nobody can receive: a send fails at once.
pub fn without_receiver() -> flume::Sender<String> {
    let (sender, _) = flume::unbounded();
    sender
}

// Nobody sends.
pub fn closed() -> UnboundedReceiver<String> {
    let (sender, receiver) = mpsc::unbounded_channel();
    drop(sender);
    receiver
}

impl Audit {
    pub fn null_for_tests() -> (Self, UnboundedReceiver<String>) {
        let (entries, inbox) = mpsc::unbounded_channel();
        (Self { entries }, inbox)
    }
}

pub enum Request {
    Connect { outbox: UnboundedSender<String> },
}

// The sender travels in a message, and comes out of it where the request is matched on.
pub fn connected(requests: &mpsc::Sender<Request>) -> UnboundedReceiver<String> {
    let (outbox, inbox) = mpsc::unbounded_channel(); //~ unbounded-channel
    let _ = requests.try_send(Request::Connect { outbox });
    inbox
}

pub fn greet(request: Request) {
    let Request::Connect { outbox } = request;
    while outbox.send(String::from("hello")).is_ok() {}
}

// Without a receiver nothing is queued.
pub fn unheard() -> UnboundedSender<String> {
    mpsc::unbounded_channel().0
}

type Job = Box<dyn FnOnce(u64) -> std::pin::Pin<Box<dyn std::future::Future<Output = ()> + Send>> + Send>;

// What moves the sender into a future of its own runs once.
pub fn reply_to_a_job(jobs: &mpsc::Sender<Job>) -> UnboundedReceiver<String> {
    let (reply, answer) = mpsc::unbounded_channel();
    let _ = jobs.try_send(Box::new(move |id| {
        Box::pin(async move {
            let _ = reply.send(id.to_string());
        })
    }));
    answer
}

// Each message becomes a future at once: the queue is there, and not in the channel.
pub async fn collected(mut ids: mpsc::Receiver<u64>) {
    use futures::stream::{FuturesUnordered, StreamExt};
    let (wanted, mut asked) = mpsc::unbounded_channel();
    let mut running = FuturesUnordered::new();
    loop {
        tokio::select! {
            Some(id) = ids.recv() => {
                let _ = wanted.send(id);
                let _ = wanted.send(id + 1);
            }
            id = asked.recv() => {
                let id: u64 = id.unwrap();
                running.push(async move { id.to_string() });
            }
            Some(text) = running.next() => println!("{text}"),
        }
    }
}

pub struct Syncer {
    sync_soon_tx: std::sync::OnceLock<UnboundedSender<()>>,
}

impl Syncer {
    pub fn listen(&self) -> UnboundedReceiver<()> {
        let (sync_soon_tx, asked) = mpsc::unbounded_channel();
        let _ = self.sync_soon_tx.set(sync_soon_tx);
        asked
    }

    pub fn sync_soon(&self) -> bool {
        self.sync_soon_tx.get().is_some_and(|tx| tx.send(()).is_ok())
    }
}

// The sender is gone at once.
pub fn nobody_to_send() -> UnboundedReceiver<String> {
    let (_, receiver) = mpsc::unbounded_channel();
    receiver
}

// The receiver is gone when the function is: nothing can be sent.
pub fn nobody_to_listen() -> Outbox {
    let (lines, _inbox) = mpsc::unbounded_channel();
    Outbox { lines }
}

pub struct Outbox {
    pub lines: UnboundedSender<String>,
}

// The receiver lives on while others send, and nobody reads.
pub async fn listening_with_half_an_ear(lines: Vec<String>) {
    let (sender, _inbox) = mpsc::unbounded_channel(); //~ unbounded-channel
    for line in lines {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        let _ = sender.send(line);
    }
}

macro_rules! framed {
    (@ $future:expr) => {
        tokio::spawn($future)
    };
}

async fn print_all(mut lines: UnboundedReceiver<String>) {
    while let Some(line) = lines.recv().await {
        println!("{line}");
    }
}

// What an unknown macro is given is not dropped.
pub fn given_to_a_macro() -> UnboundedSender<String> {
    let (lines, printed) = mpsc::unbounded_channel(); //~ unbounded-channel
    framed!(@ print_all(printed));
    lines
}

// A receiver for when nobody sends, so that there is one to wait for.
pub async fn clips(source: Option<UnboundedReceiver<u32>>) -> u32 {
    let _idle: UnboundedSender<u32>;
    let mut clips;
    if let Some(receiver) = source {
        clips = receiver;
    } else {
        (_idle, clips) = mpsc::unbounded_channel();
    }
    clips.recv().await.unwrap_or_default()
}

pub async fn clips_of_others(outbox: &mpsc::Sender<UnboundedSender<u32>>) -> u32 {
    let idle: UnboundedSender<u32>;
    let mut clips;
    (idle, clips) = mpsc::unbounded_channel(); //~ unbounded-channel
    let _ = outbox.send(idle).await;
    let mut sum = 0;
    while let Some(clip) = clips.recv().await {
        sum += clip;
    }
    sum
}
