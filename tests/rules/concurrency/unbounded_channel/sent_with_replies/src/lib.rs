mod counter;
mod handle;

pub async fn asked() -> Option<u64> {
    let (counter, writer) = counter::start();
    writer.note("asked");
    println!("{:?}", writer.last().await);
    counter.next().await
}
