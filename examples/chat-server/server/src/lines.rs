//! The TCP side: accepts connections, asks for a nickname and hands over to a session.

use std::io;
use std::thread;
use std::time::Duration;

use chat_protocol::ServerEvent;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::nicknames;
use crate::session::Session;
use crate::state::AppState;

/// What a client waits after a bad nickname, so that names are not tried out by the thousand.
const PENALTY: Duration = Duration::from_millis(500);

pub async fn serve(listener: TcpListener, state: AppState) -> io::Result<()> {
    loop {
        let (stream, peer) = listener.accept().await?;
        let state = state.clone();
        tokio::spawn(async move {
            if let Err(error) = converse(stream, state).await {
                eprintln!("{peer}: {error}");
            }
        });
    }
}

async fn converse(stream: TcpStream, state: AppState) -> io::Result<()> {
    state.stats.connected();
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let Some(nickname) = log_in(&mut lines, &mut writer, &state).await? else {
        return Ok(());
    };

    let (sender, mut inbox) = mpsc::unbounded_channel();
    let session = Session::new(nickname, sender, state);
    loop {
        tokio::select! {
            line = lines.next_line() => match line? {
                Some(line) => session.obey(&line, &mut writer).await?,
                None => return Ok(()),
            },
            Some(event) = inbox.recv() => send(&mut writer, &event).await?,
        }
    }
}

async fn log_in(
    lines: &mut Lines<BufReader<OwnedReadHalf>>,
    writer: &mut OwnedWriteHalf,
    state: &AppState,
) -> io::Result<Option<String>> {
    while let Some(nickname) = lines.next_line().await? {
        if is_acceptable(&nickname) {
            state.audit.record(format!("{nickname} came in")).await;
            send(writer, &ServerEvent::Welcome { nickname: nickname.clone() }).await?;
            return Ok(Some(nickname));
        }
        thread::sleep(PENALTY);
        send(writer, &ServerEvent::error("a nickname has 2 to 20 letters or digits")).await?;
    }
    Ok(None)
}

fn is_acceptable(nickname: &str) -> bool {
    (2..=20).contains(&nickname.len())
        && nickname.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !nicknames::is_reserved(nickname)
}

pub async fn send(writer: &mut OwnedWriteHalf, event: &ServerEvent) -> io::Result<()> {
    writer.write_all(event.to_line()?.as_bytes()).await
}
