use std::thread::{self, sleep as nap};
use std::time::Duration;

pub async fn poll_until_ready(ready: &std::sync::atomic::AtomicBool) {
    while !ready.load(std::sync::atomic::Ordering::Acquire) {
        tokio::time::sleep(Duration::from_millis(10)).await; //~ blocking-sleep-in-async
    }
    tokio::time::sleep(Duration::from_millis(1)).await; //~ blocking-sleep-in-async
}

pub fn spawned() {
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await; //~ blocking-sleep-in-async
    });
}

pub async fn inside_an_inline_closure(retry: Option<u64>) {
    retry.map(|ms| thread::sleep(Duration::from_millis(ms))); //~ blocking-sleep-in-async
}

pub async fn in_a_select_arm(mut stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::select! {
        _ = &mut stop => {
            println!("größer 😀"); tokio::time::sleep(Duration::from_millis(5)).await; //~ blocking-sleep-in-async
        }
        _ = tokio::time::sleep(Duration::from_secs(1)) => {}
    }
}

pub async fn offloaded() {
    tokio::task::spawn_blocking(|| thread::sleep(Duration::from_secs(1))).await.unwrap();
    tokio::task::block_in_place(|| {
        thread::sleep(Duration::from_secs(1));
    });
}

pub async fn on_a_thread_of_its_own() {
    let worker = move || loop {
        thread::sleep(Duration::from_secs(60));
    };
    thread::spawn(worker);
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
    pub async fn not_the_std_one() {
        thread::sleep(5);
    }
}
