use std::collections::VecDeque;

const HEAD: usize = 4;

pub fn whole(from: &[u8], to: &mut [u8]) {
    for i in 0..from.len() { //~ manual-memcpy
        to[i] = from[i];
    }
}

pub fn alone(from: &[u8], to: &mut [u8]) {
    println!("größer 😀"); for i in 0..from.len() { to[i] = from[i]; } //~ manual-memcpy
}

pub fn offsets(from: &[u8], to: &mut [u8], more: usize) {
    for i in 0..from.len() { to[i + 10] = from[i]; } //~ manual-memcpy
    for i in 0..8 { to[i] = from[more + i] } //~ manual-memcpy
    for i in 11..16 { to[i] = from[i - 10]; } //~ manual-memcpy
    for i in more..16 { to[i - more] = from[i]; } //~ manual-memcpy
    for i in 0..=7 { to[i] = from[i]; } //~ manual-memcpy
    for i in 0..HEAD { to[i] = from[i]; } //~ manual-memcpy
    for i in 0..from.len().min(more) { to[i] = from[i]; } //~ manual-memcpy
}

pub fn vectors(names: &[String], ages: &[u64; 8], all: &mut [[u64; 8]]) -> Vec<String> {
    let mut copies = vec![String::new(); names.len()];
    for i in 0..names.len() { copies[i] = names[i].clone(); } //~ manual-memcpy
    for i in 0..8 { all[0][i] = ages[i]; } //~ manual-memcpy
    copies
}

pub fn two_at_once(from: &[u8], to: &mut [u8], other: &mut [u8]) {
    for i in 0..8 { //~ manual-memcpy
        to[i] = from[i];
        other[i + 2] = from[i + 4];
    }
}

pub fn from_what_is_not_known<B: std::ops::Index<usize, Output = u8> + ?Sized>(from: &B) -> [u8; 16] {
    let mut to = [0; 16];
    for i in 0..8 {
        to[i] = from[i];
    }
    to
}

pub fn counted(from: &[u8], to: &mut [u8]) {
    let mut count = 0;
    for i in 3..from.len() { //~ manual-memcpy
        to[count] = from[i];
        count += 1;
    }
}

pub struct Block {
    bytes: Vec<u8>,
    other: Vec<u8>,
}

impl Block {
    pub fn field(&mut self, from: &[u8]) {
        for i in 0..4 { self.bytes[i] = from[i]; } //~ manual-memcpy
    }

    pub fn within_itself(&mut self) {
        for i in 0..self.bytes.len() {
            self.other[i] = self.bytes[i];
        }
    }
}

pub fn at_once(from: &[u8], to: &mut [u8]) {
    to[..8].copy_from_slice(&from[..8]);
}

pub fn computes(from: &[u8], to: &mut [u8], sums: &mut [u16]) {
    for i in 0..8 {
        to[i] = from[i] + 1;
    }
    for i in 0..8 {
        sums[i] = from[i] as u16;
    }
    for i in 0..8 {
        to[i] += from[i];
    }
}

pub fn chooses(from: &[u8], to: &mut [u8]) {
    for i in 0..8 {
        if from[i] > 3 {
            to[i] = from[i];
        }
    }
    for i in (0..8).rev() {
        to[i] = from[i];
    }
    for i in 0..8 {
        to[2 * i] = from[i];
    }
    for i in 0..8 {
        to[i] = from[2];
    }
    for i in 0..8 {
        to[i] = from[i];
        println!("{i}");
    }
}

pub fn moves_within(all: &mut [u8]) {
    for i in 0..8 {
        all[i] = all[i + 5];
    }
}

pub fn no_slices(from: &VecDeque<u8>, to: &mut VecDeque<u8>, slice: &mut [u8]) {
    for i in 0..8 {
        slice[i] = from[i];
    }
    for i in 0..8 {
        to[i] = slice[i];
    }
}

pub fn columns(rows: &[[u8; 8]], to: &mut [u8]) {
    for i in 0..8 {
        to[i] = rows[i][0];
    }
    for i in 0..8 {
        to[i] = rows[i][i];
    }
}

pub fn counts_otherwise(from: &[u8], to: &mut [u8]) {
    let mut count = 0;
    for i in 3..from.len() {
        to[count] = from[i];
        count += 2;
    }
    for i in 3..from.len() {
        to[count] = from[i];
        count += 1;
    }
}

pub struct Grid(Vec<u8>);

impl std::ops::Index<usize> for Grid {
    type Output = u8;
    fn index(&self, at: usize) -> &u8 {
        &self.0[at * 2]
    }
}

pub fn own_index(grid: &Grid, to: &mut [u8]) {
    for i in 0..8 {
        to[i] = grid[i];
    }
}
