//! Vectors of a few known elements that are only used as slices.

const WIDTH: usize = 3;

pub fn local() -> usize {
    let names = ["a", "b"]; //~ useless-vec
    names.iter().map(|name| name.len()).sum::<usize>() + names.len()
}

pub fn indexed() -> u32 {
    let weights = [1, 2, 3]; //~ useless-vec
    weights[0] + weights[1..].iter().sum::<u32>()
}

pub fn sorted(a: u32, b: u32) -> u32 {
    let mut both = [a, b]; //~ useless-vec
    both.sort_unstable();
    both[0]
}

pub fn temporary(name: &str) -> String {
    [name, "suffix"].join("-") //~ useless-vec
}

pub fn is_vowel(letter: char) -> bool {
    ['a', 'e', 'i', 'o', 'u'].contains(&letter) //~ useless-vec
}

pub fn looped() -> u32 {
    let mut sum = 0;
    for number in [1, 2, 3] { //~ useless-vec
        sum += number;
    }
    for number in &[4, 5] { //~ useless-vec
        sum += number;
    }
    sum
}

pub fn handed_on() -> usize {
    read(&[1, 2]) + write(&mut [0; WIDTH]) //~ useless-vec
    //~^ useless-vec
}

pub fn repeated() -> usize {
    let zeros = [0u8; 16]; //~ useless-vec
    let found: &[bool] = &[true; 4]; //~ useless-vec
    zeros.len() + found.len()
}

pub fn in_macros(names: &[String]) -> usize {
    let parts = [names[0].clone(), names[1].clone()]; //~ useless-vec
    assert_eq!(parts.len(), 2);
    format!("{}", parts.join(" ")).len()
}

pub fn captured() -> usize {
    let ends = [1usize, 9]; //~ useless-vec
    let count = move |at: usize| ends.iter().filter(|end| **end > at).count();
    count(3)
}

// They are moved, grown or returned, or somebody wants a vector.
pub fn kept() -> Vec<u32> {
    let numbers = vec![1, 2];
    numbers
}

pub fn grown() -> usize {
    let mut numbers = vec![1];
    numbers.push(2);
    numbers.len()
}

pub fn moved() -> Option<u32> {
    let numbers = vec![1, 2];
    numbers.into_iter().max()
}

pub fn cloned() -> Vec<u32> {
    let numbers = vec![1, 2];
    let mut more = numbers.clone();
    more.push(numbers[0]);
    more
}

pub fn annotated() -> usize {
    let numbers: Vec<u8> = vec![1, 2];
    numbers.len()
}

pub fn shown() -> String {
    let numbers = vec![1, 2];
    format!("{numbers:?}")
}

pub fn consumed() -> usize {
    consume(vec![1, 2])
}

pub fn iterated(lines: &[&str]) -> Vec<String> {
    lines.iter().chain(vec![&"end"].into_iter()).map(|line| line.to_string()).collect()
}

pub struct Held {
    numbers: Vec<u32>,
}

pub fn held() -> Held {
    let numbers = vec![1, 2];
    Held { numbers }
}

pub fn compared(other: &[u32]) -> bool {
    let numbers = vec![1, 2];
    numbers == other
}

// How many there are is told when the program runs, or they are too many.
pub fn sized(count: usize) -> usize {
    let zeros = vec![0u8; count];
    let many = vec![0u8; 4096];
    zeros.len() + many.iter().filter(|byte| **byte == 0).count()
}

// An array cannot be filled with a value that is no copy.
pub fn texts() -> usize {
    let texts = vec![String::new(); 3];
    texts.len()
}

#[expect(clippy::useless_vec)]
pub fn argued() -> usize {
    let numbers = vec![1, 2];
    numbers.len()
}

fn read(numbers: &[u32]) -> usize {
    numbers.len()
}

fn write(numbers: &mut [u32]) -> usize {
    numbers.len()
}

fn consume(mut numbers: Vec<u32>) -> usize {
    numbers.push(1);
    numbers.len()
}

// What a call makes of a type that nobody knows may be too large for the stack.
pub fn of_any<T: Default>() -> usize {
    let all = vec![T::default(), T::default()];
    all.len()
}
