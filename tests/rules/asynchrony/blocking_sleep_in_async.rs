use std::thread::{self, sleep as nap};
use std::time::Duration;

pub async fn poll_until_ready(ready: &std::sync::atomic::AtomicBool) {
    while !ready.load(std::sync::atomic::Ordering::Acquire) {
        thread::sleep(Duration::from_millis(10)); //~ blocking-sleep-in-async
    }
    nap(Duration::from_millis(1)); //~ blocking-sleep-in-async
}

/// Its documentation shows how to test it, which makes no test of it.
///
/// ```
/// #[tokio::test]
/// async fn waits() {
///     documented().await;
/// }
/// ```
pub async fn documented() {
    thread::sleep(Duration::from_millis(10)); //~ blocking-sleep-in-async
}

pub fn spawned() {
    tokio::spawn(async move {
        std::thread::sleep(Duration::from_secs(1)); //~ blocking-sleep-in-async
    });
}

pub async fn inside_an_inline_closure(retry: Option<u64>) {
    retry.map(|ms| thread::sleep(Duration::from_millis(ms))); //~ blocking-sleep-in-async
}

pub async fn in_a_select_arm(mut stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::select! {
        _ = &mut stop => {
            println!("größer 😀"); thread::sleep(Duration::from_millis(5)); //~ blocking-sleep-in-async
        }
        _ = tokio::time::sleep(Duration::from_secs(1)) => {}
    }
}

pub async fn in_a_local_closure_that_is_called_here(times: u32) {
    let pause = |ms: u64| thread::sleep(Duration::from_millis(ms)); //~ blocking-sleep-in-async
    for time in 0..times {
        pause(u64::from(time));
    }
}

pub async fn while_the_generator_lives() -> u64 {
    let generator = std::rc::Rc::new(5_u64);
    thread::sleep(Duration::from_millis(*generator)); //~ blocking-sleep-in-async
    *generator
}

pub async fn in_a_closure_that_borrows_a_local(delay: Duration) {
    fn twice(mut work: impl FnMut()) {
        work();
        work();
    }
    let wanted = delay * 2;
    twice(|| thread::sleep(*&wanted)); //~ blocking-sleep-in-async
}

pub struct Ticker {
    pub due: std::time::Instant,
}

impl std::future::Future for Ticker {
    type Output = ();
    fn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<()> {
        thread::sleep(self.due.elapsed()); //~ blocking-sleep-in-async
        std::task::Poll::Ready(())
    }
}

pub async fn offloaded() {
    tokio::task::spawn_blocking(|| thread::sleep(Duration::from_secs(1))).await.unwrap();
    tokio::task::block_in_place(|| {
        thread::sleep(Duration::from_secs(1));
    });
}

pub async fn offloaded_by_a_handle(handle: tokio::runtime::Handle) {
    handle
        .spawn_blocking({
            let pause = Duration::from_secs(1);
            move || thread::sleep(pause)
        })
        .await
        .unwrap();
}

async fn on_the_pool<F: FnOnce() + Send + 'static>(work: F) {
    tokio::task::spawn_blocking(work).await.unwrap();
}

pub async fn offloaded_by_a_helper() {
    on_the_pool(|| thread::sleep(Duration::from_secs(1))).await;
}

pub async fn on_a_thread_of_its_own() {
    let worker = move || loop {
        thread::sleep(Duration::from_secs(60));
    };
    thread::spawn(worker);
}

pub async fn on_a_named_thread() {
    let started = thread::Builder::new().name("ticker".into()).spawn(|| thread::sleep(Duration::from_secs(1)));
    started.unwrap();
}

pub async fn on_scoped_threads() {
    thread::scope(|scope| { //~ blocking-io-in-async
        scope.spawn(|| thread::sleep(Duration::from_secs(1)));
    });
}

pub async fn on_a_runtime_of_its_own_thread() {
    thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            thread::sleep(Duration::from_secs(1));
        });
    });
}

pub fn plain_function_that_blocks() {
    thread::sleep(Duration::from_millis(5));
}

pub async fn sync_helper_inside() {
    fn wait() {
        std::thread::sleep(Duration::from_millis(5));
    }
    tokio::task::spawn_blocking(wait).await.unwrap();
}

pub async fn asynchronous_sleep() {
    use tokio::time::sleep;
    sleep(Duration::from_millis(5)).await;
}

mod other {
    pub mod thread {
        pub fn sleep(_: u64) {}
    }
    pub async fn not_the_std_one() { //~ async-without-await
        thread::sleep(5);
    }
}
