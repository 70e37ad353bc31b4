use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use parking_lot::Mutex as FastMutex;

pub struct Job {
    pub id: u64,
}

pub async fn ship(id: u64) -> u64 {
    tokio::task::yield_now().await;
    id
}

static REGISTRY: LazyLock<RwLock<HashMap<String, u64>>> = LazyLock::new(Default::default);

pub struct Queue {
    jobs: Mutex<Vec<Job>>,
    totals: FastMutex<u64>,
}

impl Queue {
    pub async fn binding_to_the_end(&self) {
        let jobs = self.jobs.lock().unwrap(); //~ sync-guard-across-await
        for job in jobs.iter() {
            ship(job.id).await;
        }
    }

    pub async fn parking_lot(&self) {
        println!("größer 😀"); let mut totals = self.totals.lock(); //~ sync-guard-across-await
        let sent = ship(*totals).await;
        *totals += sent;
    }

    fn lock_inner(&self) -> std::sync::MutexGuard<'_, Vec<Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub async fn through_a_helper(&self) {
        let jobs = self.lock_inner(); //~ sync-guard-across-await
        ship(jobs.len() as u64).await;
    }
}

pub async fn scrutinee_of_if_let(queue: Arc<Queue>) {
    if let Some(job) = queue.jobs.lock().unwrap().pop() { //~ sync-guard-across-await
        ship(job.id).await;
    }
}

pub async fn scrutinee_of_while_let(queue: &Queue) {
    while let Some(job) = queue.jobs.lock().unwrap().pop() { //~ sync-guard-across-await
        ship(job.id).await;
    }
}

pub async fn scrutinee_of_match(queue: &Queue) -> u64 {
    match queue.jobs.lock().unwrap().len() { //~ sync-guard-across-await
        0 => 0,
        many => ship(many as u64).await,
    }
}

pub async fn temporary_of_the_same_statement() -> u64 {
    ship(REGISTRY.read().unwrap().len() as u64).await //~ sync-guard-across-await
}

pub async fn temporary_in_a_for_head(queue: &Queue) {
    for job in queue.jobs.lock().unwrap().iter() { //~ sync-guard-across-await
        ship(job.id).await;
    }
}

pub async fn dropped_in_one_branch_only(queue: &Queue, done: bool) {
    let jobs = queue.jobs.lock().unwrap(); //~ sync-guard-across-await
    if done {
        drop(jobs);
    }
    ship(1).await;
}

pub async fn shadowing_does_not_drop(queue: &Queue) {
    let jobs = queue.jobs.lock().unwrap(); //~ sync-guard-across-await
    let jobs = jobs.len() as u64;
    ship(jobs).await;
}

pub async fn behind_select_and_join(queue: &Queue) {
    let _guard = queue.totals.lock(); //~ sync-guard-across-await
    tokio::select! {
        _ = ship(1) => {}
        _ = ship(2) => {}
    }
}

pub async fn in_local_task(cell: std::rc::Rc<RefCell<Vec<u64>>>) {
    let mut seen = cell.borrow_mut(); //~ sync-guard-across-await
    let id = ship(1).await;
    seen.push(id);
}

pub async fn from_a_match_with_poison(queue: &Queue) {
    let jobs = match queue.jobs.lock() { //~ sync-guard-across-await
        Ok(jobs) => jobs,
        Err(poisoned) => poisoned.into_inner(),
    };
    ship(jobs.len() as u64).await;
}

pub async fn optional_guard(queue: &Queue, exclusive: bool) {
    let _guard = if exclusive { Some(queue.totals.lock()) } else { None }; //~ sync-guard-across-await
    ship(1).await;
}

pub async fn dropped_first(queue: &Queue) {
    let jobs = queue.jobs.lock().unwrap();
    let id = jobs.len() as u64;
    drop(jobs);
    ship(id).await;
}

pub async fn ends_with_an_inner_block(queue: &Queue) {
    let id = {
        let jobs = queue.jobs.lock().unwrap();
        jobs.len() as u64
    };
    ship(id).await;
}

pub async fn copied_out(queue: &Queue) {
    let total = *queue.totals.lock();
    ship(total).await;
    let last = queue.jobs.lock().unwrap().pop();
    if let Some(job) = last {
        ship(job.id).await;
    }
}

pub async fn dropped_in_every_branch(queue: &Queue) -> u64 {
    let jobs = queue.jobs.lock().unwrap();
    match jobs.first() {
        Some(job) => {
            let id = job.id;
            drop(jobs);
            ship(id).await
        }
        None => {
            drop(jobs);
            ship(0).await
        }
    }
}

pub async fn returns_before_it_waits(queue: &Queue) -> u64 {
    {
        let jobs = queue.jobs.lock().unwrap();
        if let Some(job) = jobs.first() {
            return job.id;
        }
    }
    let jobs = queue.jobs.lock().unwrap();
    if !jobs.is_empty() {
        return 1;
    }
    drop(jobs);
    ship(1).await
}

pub async fn awaits_in_another_future(queue: Arc<Queue>) { //~ async-without-await
    let mut jobs = queue.jobs.lock().unwrap();
    tokio::spawn(async move {
        ship(1).await;
    });
    jobs.clear();
}

pub async fn moved_away(queue: &Queue) -> usize {
    fn finish(jobs: std::sync::MutexGuard<'_, Vec<Job>>) -> usize {
        jobs.len()
    }
    let jobs = queue.jobs.lock().unwrap();
    let left = finish(jobs);
    ship(left as u64).await;
    left
}

pub async fn plain_conditions_end_their_temporaries(queue: &Queue) {
    if queue.jobs.lock().unwrap().is_empty() {
        ship(0).await;
    }
    while queue.jobs.lock().unwrap().len() > 3 {
        ship(1).await;
    }
}

pub async fn right_side_runs_first(queue: &Queue) {
    *queue.totals.lock() = ship(1).await;
}

pub async fn retaken_in_a_loop(queue: &Queue) {
    let mut jobs = queue.jobs.lock().unwrap();
    while let Some(job) = jobs.pop() {
        drop(jobs);
        ship(job.id).await;
        jobs = queue.jobs.lock().unwrap();
    }
}

pub async fn an_async_lock_may_be_held(total: &tokio::sync::Mutex<u64>) {
    let mut total = total.lock().await;
    *total += ship(1).await;
}

pub async fn underscore_drops_at_once(queue: &Queue) {
    let _ = queue.totals.lock();
    ship(1).await;
}

pub fn in_a_plain_function(queue: &Queue) -> usize {
    let jobs = queue.jobs.lock().unwrap();
    futures::executor::block_on(ship(1));
    jobs.len()
}

pub async fn a_message_is_no_guard(socket: &mut std::io::Cursor<Vec<u8>>) -> u64 {
    use std::io::Read;
    let mut bytes = [0; 8];
    let read = socket.read(&mut bytes).unwrap();
    ship(read as u64).await
}

pub async fn in_an_inline_closure(queue: &Queue, ids: &[u64]) -> u64 {
    let fresh = ids.iter().filter(|id| queue.jobs.lock().unwrap().iter().all(|job| job.id != **id)).count();
    ship(fresh as u64).await
}

pub async fn handed_to_a_select_branch(queue: &Queue) {
    tokio::select! {
        id = ship(1) => {
            let mut totals = queue.totals.lock();
            *totals += id;
        }
        _ = ship(2) => {}
    }
    ship(3).await;
}

pub async fn tried_and_then_matched(total: &Mutex<u64>) {
    let tried = total.try_lock(); //~ sync-guard-across-await
    if let Ok(mut total) = tried {
        *total += ship(1).await;
    }
}

pub async fn released_in_the_matching_arm(total: &Mutex<u64>) {
    let locked = total.lock();
    match locked {
        Ok(mut total) => *total += 1,
        Err(_) => return,
    }
    ship(1).await;
}

impl Gate {
    fn guard(&self) -> std::sync::MutexGuard<'_, u64> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub async fn pass(&self) {
        let mut opened = self.guard(); //~ sync-guard-across-await
        *opened += ship(1).await;
    }

    pub async fn look(&self) -> u64 {
        let opened = *self.guard();
        ship(opened).await
    }
}

pub struct Gate {
    opened: Mutex<u64>,
}
