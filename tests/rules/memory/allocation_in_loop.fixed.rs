//! Buffers that are made anew in each round of a loop.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{BufRead, Read, Write};

pub fn lines_of(input: &mut impl BufRead, out: &mut impl Write) -> std::io::Result<()> {
    let mut line = String::new();
    loop {
        line.clear(); //~ allocation-in-loop
        if input.read_line(&mut line)? == 0 {
            break;
        }
        out.write_all(line.trim().as_bytes())?;
    }
    Ok(())
}

pub fn copied_in_blocks(input: &mut impl Read, out: &mut impl Write) -> std::io::Result<u64> {
    let mut total = 0;
    let mut block = vec![0u8; 4096];
    loop {
        block.fill(0u8); //~ allocation-in-loop
        let count = input.read(&mut block)?;
        if count == 0 {
            return Ok(total);
        }
        out.write_all(&block[..count])?;
        total += count as u64;
    }
}

pub fn rows(table: &[Vec<f64>], out: &mut String) {
    let mut text = String::with_capacity(64);
    for row in table {
        text.clear(); //~ allocation-in-loop
        for value in row {
            let _ = write!(text, "{value:.2};");
        }
        out.push_str(text.trim_end_matches(';'));
    }
}

pub fn medians(groups: &[Vec<u32>]) -> Vec<u32> {
    let mut medians = Vec::with_capacity(groups.len());
    let mut sorted = Vec::new();
    for group in groups {
        sorted.clear();
        sorted.extend_from_slice(&group); //~ allocation-in-loop
        sorted.sort_unstable();
        medians.push(sorted[sorted.len() / 2]);
    }
    medians
}

pub fn distinct(texts: &[String]) -> usize {
    let mut total = 0;
    let mut seen: HashSet<usize> = HashSet::new();
    for text in texts {
        seen.clear(); //~ allocation-in-loop
        for word in text.split(' ') {
            seen.insert(word.len());
        }
        total += seen.len();
    }
    total
}

pub fn long_words(texts: &[String]) -> usize {
    let mut total = 0;
    let mut lengths: Vec<usize> = Vec::new();
    for text in texts {
        lengths.clear();
        lengths.extend(text.split(' ').map(|word| word.len())); //~ allocation-in-loop
        let most = lengths.iter().max().copied().unwrap_or(0);
        total += lengths.iter().filter(|length| **length * 2 > most).count();
    }
    total
}

pub fn sized_by_the_round(groups: &[Vec<u32>]) -> f64 {
    let mut spread = 0.0;
    let mut scores = Vec::new();
    for group in groups {
        scores.clear();
        scores.reserve(group.len()); //~ allocation-in-loop
        for value in group {
            scores.push(f64::from(*value).sqrt());
        }
        spread += scores.iter().sum::<f64>() / scores.len() as f64;
        spread -= scores[0];
    }
    spread
}

pub fn handed_on(texts: &[String], send: fn(String)) -> Vec<Vec<u32>> {
    let mut all = Vec::with_capacity(texts.len());
    for text in texts {
        let mut codes = Vec::with_capacity(text.len());
        for character in text.chars() {
            codes.push(u32::from(character));
        }
        all.push(codes);
        let mut copy = String::with_capacity(text.len());
        copy.push_str(text);
        send(copy);
    }
    all
}

pub fn borrowed_from_the_round(texts: &[String]) -> usize {
    let mut total = 0;
    for text in texts {
        let lower = text.to_lowercase();
        let mut words = Vec::with_capacity(8);
        for word in lower.split(' ') {
            words.push(word);
        }
        words.sort_unstable();
        total += words.len();
    }
    total
}

pub fn seldom_filled(groups: &[Vec<u32>]) -> usize {
    let mut total = 0;
    for group in groups {
        let mut errors = Vec::new();
        if group.is_empty() {
            errors.push(0u32);
        }
        total += errors.len();
        if group.len() > 3 {
            let mut rest = Vec::with_capacity(3);
            rest.push(group[3]);
            total += rest.len();
        }
    }
    total
}

pub fn left_before(stack: &mut Vec<String>) -> Option<String> {
    loop {
        let entry = stack.pop()?;
        if !entry.starts_with('@') {
            return Some(entry);
        }
        let mut content = String::new();
        content.push_str(&entry[1..]);
        stack.extend(content.split(' ').map(str::to_string));
    }
}

pub fn maps_free_their_nodes(groups: &[Vec<u32>]) -> usize {
    let mut total = 0;
    for group in groups {
        let mut counts = BTreeMap::new();
        for value in group {
            *counts.entry(*value).or_insert(0u32) += 1;
        }
        total += counts.len();
    }
    total
}

pub fn with_slow_rounds(names: &[String]) -> std::io::Result<usize> {
    let mut total = 0;
    for name in names {
        let mut text = String::new();
        std::fs::File::open(name)?.read_to_string(&mut text)?;
        total += text.len();
    }
    Ok(total)
}

pub fn texts_of_their_own(lines: &[String]) -> usize {
    let mut total = 0;
    for line in lines {
        let fields: Vec<String> = line.split(',').map(|field| field.trim().to_string()).collect();
        total += fields.len() + fields[0].len();
    }
    total
}

pub fn a_few() -> usize {
    let mut total = 0;
    for size in [1u32, 2, 3] {
        let mut sizes = Vec::with_capacity(4);
        sizes.push(size);
        total += sizes.len();
    }
    total
}

pub struct Config {
    pub groups: Vec<Vec<u32>>,
}

pub fn load_config(config: &Config) -> usize {
    let mut total = 0;
    for group in &config.groups {
        let mut sorted = group.to_vec();
        sorted.sort_unstable();
        total += sorted.len();
    }
    total
}

pub fn above_the_loop(groups: &[Vec<u32>]) -> usize {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut total = 0;
    for group in groups {
        counts.clear();
        for value in group {
            *counts.entry(*value).or_insert(0) += 1;
        }
        total += counts.len();
    }
    total
}
