pub struct Line;
pub struct Packet(pub usize);

pub trait Frames {
    fn size(&self) -> usize;
}

impl Frames for Line {
    fn size(&self) -> usize {
        1
    }
}

impl Frames for Packet {
    fn size(&self) -> usize {
        self.0
    }
}

pub struct Codec<F> {
    frames: F,
    level: usize,
}

impl<F: Frames> Codec<F> {
    pub async fn new(frames: F, level: usize) -> Self {
        tokio::task::yield_now().await;
        Self { frames, level }
    }

    pub async fn put(&mut self, frames: F) {
        tokio::task::yield_now().await;
        self.frames = frames;
    }

    pub fn size(&self) -> usize {
        self.frames.size() * self.level
    }
}

pub async fn send(text: String) -> usize {
    tokio::task::yield_now().await;
    text.len()
}

pub async fn note(what: impl Frames) {
    tokio::task::yield_now().await;
    println!("{}", what.size());
}
