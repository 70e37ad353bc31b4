//! Collections that are made only to be asked once.

use std::collections::{BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};

pub fn asked_at_once(ids: &[u32], names: &[String], wanted: &str) -> usize {
    let long = ids.iter().filter(|id| **id > 9).collect::<Vec<_>>().len(); //~ needless-collect
    if ids.iter().filter(|id| **id > 9).collect::<Vec<_>>().is_empty() { //~ needless-collect
        return 0;
    }
    if ids.iter().map(|id| id + 1).collect::<Vec<u32>>().contains(&7) { //~ needless-collect
        return 1;
    }
    if names.iter().map(|name| name.as_str()).collect::<VecDeque<_>>().contains(&wanted) { //~ needless-collect
        return 2;
    }
    let linked = ids
        .iter()
        .rev()
        .collect::<LinkedList<_>>()
        //~^ needless-collect
        .len();
    let odd = ids.iter().filter(|id| **id % 2 == 1)
        .collect::<Vec<_>>()
        .len();
    //~^^ needless-collect
    let none = ids.iter().copied().collect::<HashSet<u32>>().is_empty(); //~ needless-collect
    let pairs = ids.iter().map(|id| (id, 1)).collect::<HashMap<_, _>>().is_empty(); //~ needless-collect
    long + odd + linked + usize::from(none) + usize::from(pairs)
}

pub fn asked_later(ids: &[u32], limit: u32) -> usize {
    let large: Vec<&u32> = ids.iter().filter(|id| **id > limit).collect();
    //~^ needless-collect
    let count = large.len();
    let doubled = ids.iter().map(|id| id * 2).collect::<Vec<_>>();
    //~^ needless-collect
    let sum: u32 = doubled.into_iter().filter(|id| *id > limit).sum();
    let heap: BinaryHeap<u32> = ids.iter().copied().collect();
    //~^ needless-collect
    if heap.is_empty() {
        return 0;
    }
    let listed = ids.iter().copied().collect::<Vec<u32>>();
    //~^ needless-collect
    if limit > 3 && listed.contains(&limit) {
        return count;
    }
    sum as usize
}

fn total(values: impl IntoIterator<Item = u32>) -> u32 {
    values.into_iter().sum()
}

fn longest<I: IntoIterator<Item = usize>>(lengths: I) -> usize {
    lengths.into_iter().max().unwrap_or(0)
}

fn listed(values: Vec<u32>) -> usize {
    values.len()
}

fn counted<I>(values: I) -> usize
where
    I: IntoIterator<Item = u32>,
    I::IntoIter: ExactSizeIterator,
{
    values.into_iter().len()
}

pub fn handed_on(ids: &[u32], names: &[String], out: &mut Vec<u32>) -> usize {
    out.extend(ids.iter().map(|id| id + 1).collect::<Vec<_>>()); //~ needless-collect
    let sum = total(ids.iter().copied().collect::<Vec<_>>()); //~ needless-collect
    let most = longest(names.iter().map(|name| name.len()).collect::<Vec<_>>()); //~ needless-collect
    for name in names.iter().skip(1).collect::<Vec<_>>() { //~ needless-collect
        println!("{name}");
    }
    sum as usize + most + listed(ids.iter().copied().collect()) + counted(ids.iter().copied().collect::<Vec<_>>())
}

pub fn other_collections(ids: &[u32], names: &[String], wanted: &str) -> usize {
    let distinct = ids.iter().collect::<HashSet<_>>().len();
    let pairs = ids.iter().map(|id| (id, 1)).collect::<HashMap<_, _>>().len();
    let text = names.iter().map(|name| name.as_str()).collect::<String>().len();
    let known = names.iter().cloned().collect::<HashSet<String>>().contains(wanted);
    let set: HashSet<u32> = ids.iter().copied().collect();
    distinct + pairs + text + usize::from(known) + usize::from(set.contains(&1))
}

pub fn used_more(ids: &[u32]) -> usize {
    let large: Vec<u32> = ids.iter().copied().filter(|id| *id > 9).collect();
    let all: Vec<u32> = ids.iter().copied().collect();
    for _ in 0..ids.len() {
        println!("{}", all.len());
    }
    let shown: Vec<u32> = ids.iter().copied().collect();
    let print = || println!("{}", shown.len());
    print();
    large.len() + large.iter().count()
}

pub fn what_it_reads_changes(mut ids: Vec<u32>, names: &mut HashMap<u32, String>) -> usize {
    let before: Vec<u32> = ids.iter().copied().filter(|id| *id > 9).collect();
    ids.push(10);
    for id in names.keys().copied().collect::<Vec<_>>() {
        names.remove(&id);
    }
    ids.extend(ids.iter().map(|id| id + 1).collect::<Vec<_>>());
    before.len() + ids.len()
}

pub fn all_started_before_one_is_waited_for(ids: &[u32]) {
    let started: Vec<_> = ids
        .iter()
        .copied()
        .map(|id| std::thread::spawn(move || id + 1))
        .collect();
    started.into_iter().for_each(|thread| println!("{:?}", thread.join().ok()));
}

pub fn locked_only_meanwhile(ids: &std::sync::Mutex<Vec<u32>>, show: fn(u32)) {
    for id in ids.lock().unwrap().iter().copied().collect::<Vec<_>>() {
        show(id);
    }
}

pub fn others_go_on_with_it(lines: &mut impl Iterator<Item = String>) -> usize {
    let head = lines.by_ref().take(3).map(|line| line.len()).collect::<Vec<usize>>();
    let rest = lines.by_ref().collect::<Vec<String>>().len();
    rest + head[0]
}

pub fn in_parallel(ids: &[u32]) -> usize {
    use rayon::prelude::*;
    ids.par_iter().filter(|id| **id > 9).collect::<Vec<_>>().len()
}

pub fn closures_have_names_of_their_own(names: &str, values: &[u32]) -> Vec<String> {
    let parts: Vec<&str> = names.split(',').collect(); //~ needless-collect
    parts.into_iter().zip(values).map(|(names, value)| format!("{names}:{value}")).collect()
}
