pub struct Table {
    pub rows: Vec<u64>,
}

pub struct Feed {
    pub left: u64,
}

impl Iterator for Feed {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        Some(self.left)
    }
}
