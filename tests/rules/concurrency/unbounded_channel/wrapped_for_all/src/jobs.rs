pub enum Progress {
    Counted(u64),
    Done,
}

pub fn progress(many: u64) -> Progress {
    if many == 0 {
        Progress::Done
    } else {
        Progress::Counted(many)
    }
}
