use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[derive(Clone)]
pub struct Store {
    pub lines: Vec<String>,
}

impl Store {
    async fn connect(name: &str, tries: u32) -> Result<Store, std::io::Error> {
        tokio::task::yield_now().await;
        Ok(Store { lines: vec![format!("{name} {tries}")] })
    }

    async fn count(&self, least: usize) -> usize {
        tokio::task::yield_now().await;
        self.lines.iter().filter(|line| line.len() > least).count()
    }

    async fn grow(&mut self, line: String) {
        tokio::task::yield_now().await;
        self.lines.push(line);
    }

    async fn run(self, rounds: u32) -> u32 {
        tokio::time::sleep(Duration::from_millis(1)).await;
        rounds + u32::try_from(self.lines.len()).unwrap_or(0)
    }

    async fn share(self: Arc<Self>) -> usize {
        tokio::task::yield_now().await;
        self.lines.len()
    }

    pub fn boxed_count(&self, least: usize) -> Boxed<'_, usize> {
        Box::pin(self.count(least)) //~ redundant-async-block
    }

    pub fn boxed_grow(&mut self, line: &str) -> Boxed<'_, ()> {
        let line = line.to_owned();
        Box::pin(self.grow(line)) //~ redundant-async-block
    }

    pub async fn all(&self, least: &[usize]) -> usize {
        let counts = least.iter().map(|each| self.count(*each)); //~ redundant-async-block
        futures::future::join_all(counts).await.into_iter().sum()
    }
}

async fn or_create<F>(make: F) -> Result<Store, std::io::Error>
where
    F: Future<Output = Result<Store, std::io::Error>>,
{
    make.await
}

pub async fn open(name: &str) -> Result<Store, std::io::Error> {
    or_create(Store::connect(name, 3)).await //~ redundant-async-block
}

pub fn spawned(store: Store, shared: Arc<Store>) {
    tokio::spawn(store.run(3)); //~ redundant-async-block
    tokio::spawn(shared.share()); //~ redundant-async-block
}

pub fn named(store: &Store) -> impl Future<Output = u32> + use<> {
    let task = store.clone().run(1);
    task //~ redundant-async-block
}

pub async fn both(wanted: Duration) -> Option<u32> {
    let answer = tokio::spawn(later(1));
    let limited = tokio::time::timeout(wanted, answer).await; //~ redundant-async-block
    limited.ok()?.ok()
}

pub async fn asked<F: Future<Output = u32>>(first: F) -> (u32, u32) {
    tokio::join!(first, later(2)) //~ redundant-async-block, redundant-async-block
}

async fn later(value: u32) -> u32 {
    tokio::task::yield_now().await;
    value
}

pub async fn nested(value: u32) -> u32 {
    async move { later(value).await + 1 }.await //~ redundant-async-block
}

pub fn commented(value: u32) -> impl Future<Output = u32> {
    async move { //~ redundant-async-block
        // The value is told first.
        later(value).await
    }
}

// What the block took over is borrowed by the call.
pub fn owns_what_is_borrowed(store: &Store) -> Boxed<'static, usize> {
    Box::pin({
        let store = store.clone();
        async move { store.count(2).await }
    })
}

pub fn owns_an_argument(name: String) -> impl Future<Output = Option<Store>> {
    let opened = async move { Store::connect(&name, 3).await };
    async move { opened.await.ok() }
}

pub fn owns_an_arc(shared: Arc<Store>) {
    tokio::spawn(async move { shared.count(1).await });
}

// A temporary would end with the statement.
pub fn has_a_temporary(id: u32) -> impl Future<Output = Result<Store, std::io::Error>> {
    async move { Store::connect(&format!("store {id}"), 3).await }
}

// The arguments cost something, and it is to be paid when the future runs.
pub fn is_lazy(values: Vec<u32>) -> impl Future<Output = u32> {
    async move { later(values.iter().sum()).await }
}

pub fn waits_for_an_argument(value: u32) -> impl Future<Output = u32> {
    async move { later(later(value).await).await }
}

// The result is another one, or none.
pub fn drops_the_result(value: u32) {
    tokio::spawn(async move {
        later(value).await;
    });
}

pub fn changes_the_result(store: Store) -> impl Future<Output = Result<usize, std::io::Error>> {
    async move { Ok(Store::connect("x", 1).await?.lines.len() + store.lines.len()) }
}

// `select!` makes the futures of all arms, also of those whose condition does not hold.
pub async fn guarded(receiver: Option<tokio::sync::oneshot::Receiver<u32>>) -> u32 {
    let mut receiver = receiver;
    tokio::select! {
        found = async { receiver.as_mut()?.await.ok() }, if receiver.is_some() => found.unwrap_or(0),
        found = async { later(7).await }, if receiver.is_none() => found,
    }
}

// Not every value that can be awaited is a future.
pub struct Request {
    pub value: u32,
}

impl std::future::IntoFuture for Request {
    type Output = u32;
    type IntoFuture = Boxed<'static, u32>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(later(self.value))
    }
}

pub fn builder(request: Request) {
    tokio::spawn(async move { request.await });
    tokio::spawn(async move { Request { value: 2 }.await });
}

// What is no async function may do its work when it is called.
fn starts_now(value: u32) -> impl Future<Output = u32> {
    println!("{value}");
    later(value)
}

pub fn not_lazy_itself(value: u32) -> impl Future<Output = u32> {
    async move { starts_now(value).await }
}

// Timers must be made within the runtime that polls them.
pub fn enters_the_runtime(runtime: &tokio::runtime::Runtime) {
    runtime.block_on(async { tokio::time::sleep(Duration::from_secs(1)).await });
    runtime.block_on(async { tokio::signal::ctrl_c().await }).ok();
}

// The compiler needs the block, says the comment.
pub fn argued(value: u32) -> impl Future<Output = u32> {
    // Wrapped to satisfy the borrow checker.
    async move { later(value).await }
}

pub fn recursive(depth: u32) -> Boxed<'static, u32> {
    Box::pin(async move { if depth == 0 { 0 } else { recursive(depth - 1).await } })
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn waits() {
        tokio::spawn(async { super::later(1).await }).await.ok();
    }
}
