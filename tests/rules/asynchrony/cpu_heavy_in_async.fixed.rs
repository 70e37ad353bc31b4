use std::io::{self, Cursor, Read, Write};

use argon2::{Argon2, PasswordHash, PasswordVerifier};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use flate2::Compression;

pub async fn register(password: String) -> Result<String, bcrypt::BcryptError> {
    tokio::task::spawn_blocking(move || bcrypt::hash(password, bcrypt::DEFAULT_COST)).await.expect("the closure does not panic") //~ cpu-heavy-in-async
}

pub async fn sign_in(password: String, known: String) -> bool {
    let right = tokio::task::spawn_blocking(move || bcrypt::verify(&password, &known)).await.expect("the closure does not panic").unwrap_or(false); //~ cpu-heavy-in-async
    tokio::task::yield_now().await;
    right
}

pub async fn sign_in_again(password: &str, known: &str) -> bool {
    tokio::task::yield_now().await;
    let Ok(known) = PasswordHash::new(known) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &known).is_ok() //~ cpu-heavy-in-async
}

pub async fn unpacked(body: &[u8]) -> io::Result<Vec<u8>> {
    tokio::task::yield_now().await;
    let mut decoder = GzDecoder::new(body); //~ cpu-heavy-in-async
    let mut text = Vec::new();
    decoder.read_to_end(&mut text)?;
    Ok(text)
}

pub async fn packed(text: &[u8]) -> io::Result<Vec<u8>> {
    tokio::task::yield_now().await;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default()); //~ cpu-heavy-in-async
    encoder.write_all(text)?;
    encoder.finish()
}

pub async fn unpacked_block(body: Vec<u8>) -> Vec<u8> {
    tokio::task::yield_now().await;
    tokio::task::spawn_blocking(move || lz4_flex::decompress_size_prepended(&body)).await.expect("the closure does not panic").unwrap() //~ cpu-heavy-in-async
}

pub async fn thumbnail(body: Vec<u8>) -> image::ImageResult<Vec<u8>> {
    tokio::task::yield_now().await;
    let picture = tokio::task::spawn_blocking(move || image::load_from_memory(&body)).await.expect("the closure does not panic")?; //~ cpu-heavy-in-async
    let mut out = Cursor::new(Vec::new());
    picture.thumbnail(64, 64).write_to(&mut out, image::ImageFormat::Png)?; //~ cpu-heavy-in-async
    Ok(out.into_inner())
}

pub async fn in_an_inline_closure(bodies: &[Vec<u8>]) -> usize {
    tokio::task::yield_now().await;
    bodies.iter().filter(|body| image::load_from_memory(body).is_ok()).count() //~ cpu-heavy-in-async
}

pub async fn offloaded(password: String) -> Result<String, bcrypt::BcryptError> {
    tokio::task::spawn_blocking(move || bcrypt::hash(password, bcrypt::DEFAULT_COST)).await.unwrap()
}

async fn run_cpu_intensive<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    rayon::spawn(move || drop(sender.send(work())));
    receiver.await.unwrap()
}

pub async fn offloaded_by_a_helper(body: Vec<u8>) -> io::Result<Vec<u8>> {
    run_cpu_intensive(move || {
        let mut text = Vec::new();
        GzDecoder::new(body.as_slice()).read_to_end(&mut text)?;
        Ok(text)
    })
    .await
}

pub async fn streamed(body: impl tokio::io::AsyncBufRead + Unpin) -> io::Result<Vec<u8>> {
    use tokio::io::AsyncReadExt;
    let mut decoder = async_compression::tokio::bufread::GzipDecoder::new(body);
    let mut text = Vec::new();
    decoder.read_to_end(&mut text).await?;
    Ok(text)
}

pub async fn one_block(decoder: &mut GzDecoder<&[u8]>) -> io::Result<usize> {
    tokio::task::yield_now().await;
    let mut block = [0; 512];
    decoder.read(&mut block)
}

pub async fn another_resize(buffer: &mut Vec<u8>) {
    tokio::task::yield_now().await;
    buffer.resize(512, 0);
}

pub async fn hashed_on_purpose(password: &str) -> Result<String, bcrypt::BcryptError> {
    tokio::task::yield_now().await;
    // On purpose: this runtime serves nothing but sign-ins.
    bcrypt::hash(password, bcrypt::DEFAULT_COST)
}

pub struct Checksum(u64);

impl Checksum {
    fn verify_password(&self, other: u64) -> bool {
        self.0 == other
    }
}

pub async fn a_method_of_the_same_name(known: &Checksum) -> bool {
    tokio::task::yield_now().await;
    known.verify_password(7)
}

#[tokio::main]
pub async fn main() {
    let administrator = bcrypt::hash("secret", 12).unwrap();
    tokio::spawn(async move { bcrypt::verify("guess", &administrator) }); //~ cpu-heavy-in-async
}

pub fn plain_function(password: &str) -> Result<String, bcrypt::BcryptError> {
    bcrypt::hash(password, bcrypt::DEFAULT_COST)
}

pub async fn unrolled(roll: Vec<u8>, target: &std::path::Path) -> io::Result<()> {
    tokio::task::yield_now().await;
    let unpacked = GzDecoder::new(Cursor::new(roll)); //~ cpu-heavy-in-async
    let mut archive = tar::Archive::new(unpacked);
    archive.unpack(target)
}

pub async fn names_in(roll: &[u8]) -> io::Result<usize> {
    tokio::task::yield_now().await;
    let mut archive = tar::Archive::new(io::BufReader::new(GzDecoder::new(roll))); //~ cpu-heavy-in-async
    let mut names = 0;
    for entry in archive.entries()? {
        names += entry?.path()?.components().count();
    }
    Ok(names)
}

pub async fn names_of_a_plain_roll(roll: &[u8]) -> io::Result<usize> {
    tokio::task::yield_now().await;
    Ok(tar::Archive::new(roll).entries()?.count())
}

pub async fn parsed(body: &[u8]) -> serde_json::Result<Vec<u64>> {
    tokio::task::yield_now().await;
    let text = GzDecoder::new(body); //~ cpu-heavy-in-async
    serde_json::from_reader(text)
}

pub async fn parsed_as_it_is(body: &[u8]) -> serde_json::Result<Vec<u64>> {
    tokio::task::yield_now().await;
    serde_json::from_reader(body)
}

pub async fn rolled(name: &str, body: &[u8]) -> io::Result<Vec<u8>> {
    tokio::task::yield_now().await;
    let mut roll = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best())); //~ cpu-heavy-in-async
    roll.append_data(&mut tar::Header::new_gnu(), name, body)?;
    roll.into_inner()?.finish()
}
