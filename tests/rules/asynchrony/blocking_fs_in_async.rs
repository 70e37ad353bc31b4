use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub async fn avatar(dir: &Path, user: u64) -> io::Result<Vec<u8>> {
    let path = dir.join(user.to_string());
    if !path.exists() { //~ blocking-fs-in-async
        return Ok(Vec::new());
    }
    fs::read(path) //~ blocking-fs-in-async
}

pub struct Archive {
    pub root: PathBuf,
}

impl Archive {
    pub async fn store(&self, name: &str, text: String) -> Result<u64, io::Error> {
        let file = self.root.join(name);
        if self.root.join("größer 😀").is_dir() { //~ blocking-fs-in-async
            std::fs::create_dir_all(&self.root).expect("the archive is writable"); //~ blocking-fs-in-async
        }
        fs::write(&file, text).map_err(|error| io::Error::other(error.to_string()))?; //~ blocking-fs-in-async
        Ok(fs::metadata(file)?.len()) //~ blocking-fs-in-async
    }

    pub async fn names(&self) -> io::Result<Vec<PathBuf>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.root)? { //~ blocking-fs-in-async
            names.push(entry?.path());
        }
        Ok(names)
    }

    pub async fn text(&self) -> io::Result<String> {
        let mut text = String::new();
        let mut file = File::open(&self.root)?; //~ blocking-fs-in-async
        file.read_to_string(&mut text)?; //~ blocking-io-in-async
        Ok(text)
    }

    pub async fn log(&self, line: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(&self.root)?; //~ blocking-fs-in-async
        file.write_all(line.as_bytes()) //~ blocking-io-in-async
    }

    pub async fn touch(&self) -> io::Result<()> {
        File::create(self.root.join("lock"))?; //~ blocking-fs-in-async
        Ok(())
    }

    pub async fn stream(&self) -> io::Result<tokio::fs::File> {
        Ok(tokio::fs::File::from_std(File::open(&self.root)?)) //~ blocking-fs-in-async
    }
}

pub async fn in_an_inline_closure(path: &Path, sent: Result<u64, io::Error>) -> Result<u64, io::Error> {
    sent.map_err(|error| {
        fs::remove_file(path).ok(); //~ blocking-fs-in-async
        error
    })
}

pub async fn handed_on_by_name(path: Option<&Path>) -> io::Result<Option<Vec<u8>>> { //~ async-without-await
    path.map(fs::read).transpose() //~ blocking-fs-in-async
}

pub async fn in_a_local_closure(paths: Vec<PathBuf>) -> u64 {
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |found| found.len()); //~ blocking-fs-in-async
    let mut total = 0;
    for path in &paths {
        total += size(path);
    }
    total
}

pub async fn under_a_guard(paths: &std::sync::Mutex<Vec<PathBuf>>) -> usize {
    let paths = paths.lock().unwrap();
    paths.iter().filter(|path| path.is_file()).count() //~ blocking-fs-in-async
}

pub async fn in_an_assertion(dir: PathBuf) {
    assert!(dir.is_dir()); //~ blocking-fs-in-async
}

pub async fn offloaded(paths: Vec<PathBuf>) -> io::Result<u64> {
    tokio::task::spawn_blocking(move || paths.iter().map(|path| Ok(fs::metadata(path)?.len())).sum()).await?
}

pub async fn offloaded_behind_a_block(path: &Path) -> io::Result<Vec<PathBuf>> {
    let found = tokio::task::spawn_blocking({
        let path = path.to_owned();
        move || Ok(fs::read_dir(&path)?.filter_map(|entry| entry.ok()).map(|entry| entry.path()).collect())
    });
    found.await?
}

pub async fn offloaded_with_a_closure_inside(path: PathBuf) -> io::Result<()> {
    let moved = tokio::task::spawn_blocking(move || {
        let copy = |to: &str| -> io::Result<()> {
            fs::copy(&path, path.join(to))?;
            fs::rename(&path, path.with_extension("old"))
        };
        copy("one")
    });
    moved.await?
}

pub async fn given_to_actix(path: String) -> Result<File, actix_web::Error> {
    let opened = actix_web::web::block(|| File::create(path)).await?;
    opened.map_err(Into::into)
}

pub async fn with_tokio(path: &Path) -> io::Result<String> {
    use tokio::fs::{self, File};
    let mut text = fs::read_to_string(path).await?;
    let mut file = File::open(path).await?;
    tokio::io::AsyncReadExt::read_to_string(&mut file, &mut text).await?;
    Ok(text)
}

pub async fn only_values(mode: u32, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = fs::Permissions::from_mode(mode);
    tokio::fs::set_permissions(path, permissions).await
}

pub async fn metadata_at_hand(path: &Path) -> io::Result<bool> {
    let metadata = tokio::fs::metadata(path).await?;
    Ok(metadata.is_dir() || metadata.file_type().is_symlink())
}

pub async fn answered_out_of_memory() -> io::Result<String> { //~ async-without-await
    if Path::new("/sys/fs/cgroup/memory.max").exists() {
        return fs::read_to_string("/sys/fs/cgroup/memory.max");
    }
    fs::read_to_string("/proc/self/status")
}

pub async fn renamed_on_purpose(from: &Path, to: &Path) -> io::Result<()> {
    // Not async on purpose: a cancelled task would leave both files behind.
    fs::rename(from, to)
}

pub async fn load_config(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

pub async fn listen(socket: &Path) -> io::Result<tokio::net::UnixListener> {
    let _ = fs::remove_file(socket);
    tokio::net::UnixListener::bind(socket)
}

async fn prepare(folder: &str) {
    fs::create_dir_all(folder).unwrap();
}

#[tokio::main]
pub async fn main() {
    let token = fs::read_to_string("token").unwrap();
    prepare("data").await;
    tokio::spawn(async move {
        fs::write("token.used", token).unwrap(); //~ blocking-fs-in-async
    });
}

pub fn plain_function(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

pub async fn once(path: &'static str) -> usize {
    static WORDS: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| fs::read(path).unwrap_or_default()).len()
}

pub async fn in_parallel(paths: Vec<PathBuf>) -> usize {
    use rayon::prelude::*;
    paths.par_iter().filter(|path| path.exists()).map(|path| path.components().count()).sum()
}

pub fn combinators_of_a_plain_function(path: PathBuf) -> Option<Vec<u8>> {
    Some(path).filter(|path| path.exists()).and_then(|path| fs::read(path).ok())
}

pub async fn first_mounted(mounts: impl Iterator<Item = (PathBuf, u64)>) -> u64 {
    let mut first = 0;
    for (mount_point, size) in mounts {
        if mount_point.exists() { //~ blocking-fs-in-async
            first = size;
        }
    }
    first
}

pub async fn first_of<P: AsRef<Path>>(path: P) -> bool {
    tokio::task::yield_now().await;
    let path = path.as_ref();
    path.exists() //~ blocking-fs-in-async
}

pub async fn lock_below<P>(root: P) -> bool
where
    P: AsRef<Path> + Send,
{
    tokio::task::yield_now().await;
    let lock = root.as_ref().join("lock");
    lock.is_file() //~ blocking-fs-in-async
}

pub struct Shelf {
    full: bool,
}

impl AsRef<Shelf> for Shelf {
    fn as_ref(&self) -> &Shelf {
        self
    }
}

impl Shelf {
    fn exists(&self) -> bool {
        self.full
    }
}

pub async fn no_path<S: AsRef<Shelf>>(shelf: S) -> bool {
    tokio::task::yield_now().await;
    let shelf = shelf.as_ref();
    shelf.exists()
}

pub async fn spooled(body: &[u8], target: &Path) -> io::Result<()> {
    let spool = tempfile::NamedTempFile::new()?; //~ blocking-fs-in-async
    tokio::fs::write(spool.path(), body).await?;
    spool.persist(target)?; //~ blocking-fs-in-async
    Ok(())
}

pub async fn scratch() -> io::Result<PathBuf> {
    tokio::task::yield_now().await;
    let folder = tempfile::Builder::new().prefix("größer 😀").tempdir()?; //~ blocking-fs-in-async
    Ok(folder.keep())
}

pub async fn spooled_elsewhere() -> io::Result<tempfile::NamedTempFile> {
    tokio::task::spawn_blocking(tempfile::NamedTempFile::new).await?
}

pub async fn weighed(root: PathBuf) -> usize {
    tokio::task::yield_now().await;
    walkdir::WalkDir::new(root).into_iter().flatten().count() //~ blocking-fs-in-async
}

pub async fn unrolled(roll: &[u8], target: &Path) -> io::Result<()> {
    tokio::task::yield_now().await;
    tar::Archive::new(roll).unpack(target) //~ blocking-fs-in-async
}
