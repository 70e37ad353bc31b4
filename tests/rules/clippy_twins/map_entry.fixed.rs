use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;

pub fn alone(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    ages.entry(id).or_insert(age); //~ map-entry
}

pub fn without_a_semicolon(ages: &mut HashMap<u64, Vec<u64>>, id: u64, age: u64) {
    if !ages.contains_key(&id) { ages.insert(id, Vec::new()) } else { None }; //~ map-entry
    ages.entry(id).or_default(); //~ map-entry
    ages.get_mut(&id).unwrap().push(age);
}

pub fn made_where_it_is_needed(names: &mut BTreeMap<u64, String>, id: u64) {
    println!("größer 😀"); names.entry(id).or_insert_with(|| format!("user {id}")); //~ map-entry
}

pub fn with_more_to_do(names: &mut HashMap<u64, String>, id: u64) -> Option<()> {
    if let std::collections::hash_map::Entry::Vacant(vacant) = names.entry(id) { //~ map-entry
        // Only new ones are told of.
        println!("new: {id}");
        vacant.insert(std::env::var("NAME").ok()?);
    }
    Some(())
}

pub fn the_other_way_round(names: &mut HashMap<u64, String>, id: u64) -> bool {
    if let std::collections::hash_map::Entry::Vacant(vacant) = names.entry(id) {
        println!("new");
        vacant.insert(String::new());
    } else { //~ map-entry
        println!("known");
    }
    true
}

pub fn behind_a_guard(names: &Mutex<HashMap<(u64, u64), u64>>, one: u64, two: u64) {
    let mut names = names.lock().unwrap();
    if let std::collections::hash_map::Entry::Vacant(vacant) = names.entry((one, two)) { //~ map-entry
        vacant.insert(one + two);
    }
}

pub struct Ages {
    known: HashMap<String, u64>,
    other: u64,
}

impl Ages {
    pub fn field(&mut self, name: String, age: u64) {
        self.known.entry(name).or_insert(age); //~ map-entry
    }

    pub fn value_is_of_the_same_struct(&mut self, name: String) {
        if !self.known.contains_key(&name) {
            self.known.insert(name, self.other);
        }
    }

    pub fn value_asks_the_struct(&mut self, name: String) {
        if !self.known.contains_key(&name) {
            let age = self.next();
            self.known.insert(name, age);
        }
    }

    fn next(&mut self) -> u64 {
        self.other += 1;
        self.other
    }
}

pub fn entry(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if let Entry::Vacant(entry) = ages.entry(id) {
        entry.insert(age);
    }
}

pub fn another_key(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if !ages.contains_key(&id) {
        ages.insert(id + 1, age);
    }
}

pub fn a_key_of_the_same_name(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if !ages.contains_key(&id) {
        let id = age * 2;
        ages.insert(id, age);
    }
}

pub fn another_map(ages: &mut HashMap<u64, u64>, other: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if !ages.contains_key(&id) {
        other.insert(id, age);
    }
}

pub fn uses_the_map(ages: &mut HashMap<u64, u64>, id: u64) {
    if !ages.contains_key(&id) {
        ages.insert(id, ages.len() as u64);
    }
}

pub fn in_a_loop(ages: &mut HashMap<u64, u64>, id: u64, all: &[u64]) {
    if !ages.contains_key(&id) {
        for age in all {
            ages.insert(id, *age);
        }
    }
}

pub fn cloned_for_it(ages: &mut HashMap<String, u64>, name: &String, age: u64) {
    if !ages.contains_key(name) {
        ages.insert(name.clone(), age);
    }
}

pub fn only_asks(ages: &mut HashMap<u64, u64>, id: u64, age: u64) -> bool {
    if ages.contains_key(&id) {
        return false;
    }
    ages.insert(id, age);
    true
}

pub fn with_another_condition(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if age > 1 && !ages.contains_key(&id) {
        ages.insert(id, age);
    }
}

pub fn replaces(ages: &mut HashMap<u64, u64>, id: u64, age: u64) {
    if ages.contains_key(&id) {
        ages.insert(id, age);
    }
}

pub struct Cache {
    ids: HashSet<u64>,
}

impl Cache {
    pub fn contains_key(&self, id: &u64) -> bool {
        self.ids.contains(id)
    }

    pub fn insert(&mut self, id: u64, _age: u64) {
        self.ids.insert(id);
    }
}

pub fn no_map(cache: &mut Cache, id: u64, age: u64) {
    if !cache.contains_key(&id) {
        cache.insert(id, age);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn silent_in_tests() {
        let mut ages = std::collections::HashMap::new();
        if !ages.contains_key(&1) {
            ages.insert(1, 2);
        }
    }
}
