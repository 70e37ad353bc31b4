use state::{Members, Names};
use tokio::net::TcpListener;

pub async fn serve(listener: TcpListener, members: Members) -> std::io::Result<()> {
    let mut id = 0;
    loop {
        id += 1;
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let members = members.clone();
        tokio::spawn(async move {
            members.lock().unwrap().insert(id, Vec::new());
            let gone = stream.readable().await.is_err();
            println!("{gone} {}", members.lock().unwrap().contains_key(&id));
            members.lock().unwrap().remove(&id);
        });
    }
}

pub fn known(names: &Names) -> usize {
    names.lock().unwrap().insert(1, "first".to_owned());
    names.lock().unwrap().len()
}
