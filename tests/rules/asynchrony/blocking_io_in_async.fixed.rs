use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{mpsc, Barrier, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub async fn version(tool: &str) -> io::Result<String> {
    let found = tokio::process::Command::new(tool).arg("--version").stdin(std::process::Stdio::null()).output().await?; //~ blocking-io-in-async
    Ok(String::from_utf8_lossy(&found.stdout).into_owned())
}

pub async fn convert(from: &str, to: &str) -> io::Result<bool> {
    let found = tokio::process::Command::new("ffmpeg") //~ blocking-io-in-async
        .args(["-i", from])
        // The quality that nobody can tell from the original.
        .args(["-q:a", "2", to])
        .stdin(std::process::Stdio::null())
        .output().await?;
    Ok(found.status.success())
}

pub async fn restart(service: &str, quietly: bool) -> io::Result<bool> {
    let mut command = tokio::process::Command::new("systemctl");
    command.arg("restart").arg(service);
    if quietly {
        command.stderr(Stdio::null());
    }
    Ok(command.status().await?.success()) //~ blocking-io-in-async
}

pub async fn told_where_to_write(log: Stdio) -> io::Result<bool> {
    Ok(Command::new("make").stdout(log).output()?.status.success()) //~ blocking-io-in-async
}

pub async fn lines_of(tool: &str) -> io::Result<Vec<String>> {
    let mut child = Command::new(tool).stdout(Stdio::piped()).spawn()?;
    let mut lines = Vec::new();
    let mut text = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    while reader.read_line(&mut text)? > 0 { //~ blocking-io-in-async
        lines.push(std::mem::take(&mut text));
    }
    child.wait()?; //~ blocking-io-in-async
    Ok(lines)
}

pub async fn next_job(jobs: &mpsc::Receiver<String>) -> Option<String> {
    jobs.recv().ok() //~ blocking-io-in-async
}

pub async fn over_a_full_queue(jobs: mpsc::SyncSender<u64>) {
    jobs.send(1).ok(); //~ blocking-io-in-async
}

pub async fn from_another_library(jobs: flume::Receiver<u64>) -> u64 {
    jobs.recv_async().await.unwrap_or(0) //~ blocking-io-in-async
}

pub async fn the_other_twin(mut jobs: tokio::sync::mpsc::Receiver<u64>) -> Option<u64> {
    jobs.recv().await //~ blocking-io-in-async
}

pub async fn answer(asked: tokio::sync::oneshot::Receiver<u64>) -> u64 {
    asked.await.unwrap_or(0) //~ blocking-io-in-async
}

pub async fn finish(worker: JoinHandle<u64>) -> u64 {
    worker.join().unwrap() //~ blocking-io-in-async
}

pub async fn until_ready(ready: &(Mutex<bool>, Condvar), all: &Barrier) {
    let guard = ready.0.lock().unwrap();
    drop(ready.1.wait_while(guard, |ready| !*ready)); //~ blocking-io-in-async
    all.wait(); //~ blocking-io-in-async
}

pub async fn ask_the_person() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?; //~ blocking-io-in-async
    Ok(line)
}

pub async fn head(file: &mut File) -> io::Result<[u8; 512]> {
    let mut head = [0; 512];
    file.read_exact(&mut head)?; //~ blocking-io-in-async
    Ok(head)
}

pub async fn report(file: File, rows: &[(String, u64)]) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    for (name, count) in rows {
        writeln!(out, "{name} {count}")?; //~ blocking-io-in-async
    }
    write!(out, "{} rows", rows.len())?;
    out.flush() //~ blocking-io-in-async
}

pub async fn fetched(url: &str) -> Result<String, reqwest::Error> {
    reqwest::blocking::get(url)?.text() //~ blocking-io-in-async, connection-per-request
}

pub async fn with_tokio(tool: &str) -> io::Result<Vec<u8>> {
    use tokio::process::Command;
    Ok(Command::new(tool).output().await?.stdout)
}

pub async fn offloaded(tool: String) -> io::Result<Vec<u8>> {
    tokio::task::spawn_blocking(move || Ok(Command::new(tool).output()?.stdout)).await?
}

async fn asyncify<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the work does not panic")
}

pub async fn offloaded_by_a_helper(worker: JoinHandle<u64>) -> u64 {
    asyncify(move || worker.join().unwrap()).await
}

pub async fn on_its_own_thread(jobs: mpsc::Receiver<u64>) {
    thread::spawn(move || {
        while let Ok(job) = jobs.recv() {
            println!("{job}");
        }
    });
}

pub async fn only_looks(jobs: &mpsc::Receiver<u64>) -> Option<u64> { //~ async-without-await
    jobs.try_recv().ok()
}

pub async fn ended_already(worker: JoinHandle<u64>) -> Option<u64> { //~ async-without-await
    if worker.is_finished() {
        return worker.join().ok();
    }
    None
}

pub async fn awaited_receivers(mut jobs: tokio::sync::mpsc::Receiver<u64>, others: flume::Receiver<u64>) -> u64 {
    tokio::select! {
        job = jobs.recv() => job.unwrap_or(0),
        other = others.recv_async() => other.unwrap_or(0),
    }
}

pub async fn never_full(jobs: mpsc::Sender<u64>) { //~ async-without-await
    jobs.send(1).ok();
}

pub async fn detached(tool: &str) -> io::Result<u32> { //~ async-without-await
    Ok(Command::new(tool).spawn()?.id())
}

pub async fn printed(rows: u64) { //~ async-without-await
    println!("{rows}");
}

pub async fn in_memory(mut text: &[u8], out: &mut Vec<u8>) -> io::Result<u64> { //~ async-without-await
    writeln!(out, "{}", text.len())?;
    out.write_all(b"--")?;
    out.flush()?;
    io::copy(&mut text, out)
}

pub struct Service {
    pub worker: Option<JoinHandle<()>>,
}

impl Service {
    pub async fn shutdown(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.join().ok();
        }
    }
}

pub async fn console() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line)
}

pub async fn read_on_purpose(file: &mut File) -> io::Result<String> {
    let mut text = String::new();
    // Deliberately blocking: this runs before the listener exists.
    file.read_to_string(&mut text)?;
    Ok(text)
}

#[tokio::main]
pub async fn main() -> io::Result<()> {
    let name = Command::new("hostname").output()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let worker = thread::spawn(move || println!("{} {line}", name.stdout.len()));
    tokio::spawn(async move { worker.join().ok() }); //~ blocking-io-in-async
    Ok(())
}

pub fn plain_function(worker: JoinHandle<u64>) -> u64 {
    worker.join().unwrap()
}
