//! Clones that are assigned to a place which has a buffer of its own.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

pub struct Session {
    user: String,
    rights: Vec<u32>,
    home: PathBuf,
    labels: HashMap<String, String>,
    shared: Arc<str>,
    nickname: Option<String>,
    profile: Profile,
}

#[derive(Clone)]
pub struct Profile {
    pub name: String,
}

pub fn all_follow(sessions: &mut [Session], leader: &Session, folders: &[PathBuf]) {
    for session in sessions {
        session.switch(leader, folders);
        session.rename_to_first();
        session.rename("first", &[1, 2, 3], |session| &session.profile.name);
        session.fill_in(leader);
        session.load_settings(leader);
    }
}

impl Session {
    fn switch(&mut self, other: &Session, folders: &[PathBuf]) {
        self.user.clone_from(&other.user); //~ clone-assign
        self.rights.clone_from(&other.rights); //~ clone-assign
        self.home.clone_from(&folders[0]); //~ clone-assign
        self.labels.clone_from(&other.labels); //~ clone-assign
        self.shared = other.shared.clone();
        self.nickname = other.nickname.clone();
        self.profile = other.profile.clone();
    }

    fn rename_to_first(&mut self) {
        if let Some(label) = self.labels.get("first") {
            self.user.clone_from(label); //~ clone-assign
        }
    }

    fn rename(&mut self, name: &str, ids: &[u32], named: impl Fn(&Session) -> &String) {
        let labels = &self.labels;
        if let Some(label) = labels.get(name) {
            self.profile.name.clone_from(label); //~ clone-assign
        }
        if self.rights.is_empty() {
            self.rights = ids.to_vec();
        }
        self.user = named(self).clone();
    }

    fn fill_in(&mut self, defaults: &Session) {
        if self.user.is_empty() {
            self.user = defaults.user.clone();
            self.home = defaults.home.clone();
        }
        let before = std::mem::take(&mut self.rights);
        if before.len() > 1 {
            self.rights = before.clone();
        }
    }

    fn load_settings(&mut self, given: &Session) {
        self.user = given.user.clone();
    }

    pub fn named(mut self, names: &[String]) -> Self {
        for name in names {
            self.user = name.clone();
        }
        self
    }

    pub fn set_home(&mut self, homes: &[PathBuf]) {
        self.home.clone_from(&homes[0]); //~ clone-assign
    }
}

pub fn longest(names: &[String]) -> String {
    let mut best = String::new();
    for name in names {
        if name.len() > best.len() {
            best.clone_from(&name); //~ clone-assign
        }
    }
    best
}

pub fn last_of_each(queues: &[VecDeque<u64>], sessions: &mut [Session]) -> VecDeque<u64> {
    let mut last = VecDeque::new();
    for queue in queues {
        last.clone_from(&queue); //~ clone-assign
    }
    for session in sessions.iter_mut() {
        let first = session.labels.keys().next();
        if let Some(key) = first {
            session.user.clone_from(&key); //~ clone-assign
        }
    }
    last
}

pub fn through_references(name: &mut String, known: &Mutex<String>, others: &[String]) {
    for other in others {
        name.clone_from(&other); //~ clone-assign
        let mut guard = known.lock().unwrap();
        guard.clone_from(&other); //~ clone-assign
    }
}

pub fn behind_a_guard(sessions: &[Mutex<Session>]) {
    for session in sessions {
        let mut session = session.lock().unwrap();
        session.user = session.profile.name.clone();
    }
}

pub fn first_values(names: &[String], wanted: usize) -> Vec<Profile> {
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let chosen;
        if wanted < name.len() {
            chosen = name.clone();
        } else {
            chosen = String::new();
        }
        let mut profile = Profile { name: String::new() };
        profile.name = chosen.clone();
        found.push(profile);
    }
    found
}

pub fn the_first_that_fits(names: &[String]) -> String {
    let mut found = String::new();
    for name in names {
        if name.starts_with('a') {
            found = name.clone();
            break;
        }
    }
    found
}

pub fn handed_on_before(lines: &[String], send: fn(String)) {
    let mut current = String::new();
    for line in lines {
        send(current);
        current = line.clone();
    }
    send(current);
}

pub fn walked(mut path: Vec<u64>, nodes: &[Vec<u64>]) -> Vec<u64> {
    for _ in 0..30 {
        let at = path.first().copied().unwrap_or_default() as usize;
        let next = if at < nodes.len() { &nodes[at] } else { &path };
        path = next.clone();
    }
    path
}

pub struct Tree {
    pub name: String,
    pub children: Vec<Tree>,
}

pub fn named_like_a_child(trees: &mut [Tree]) {
    for tree in trees.iter_mut() {
        if let Some(child) = tree.children.first() {
            tree.name.clone_from(&child.name); //~ clone-assign
        }
    }
}

pub fn remembered(sessions: &mut [Session], answers: &[Result<u32, Profile>]) {
    for (session, answer) in sessions.iter_mut().zip(answers) {
        if let Err(profile) = answer {
            session.user = profile.name.clone();
        }
    }
}

pub struct Team {
    pub members: Vec<Session>,
}

impl Team {
    pub fn with_homes(mut self, homes: &HashMap<String, PathBuf>) -> Self {
        for member in &mut self.members {
            if let Some(home) = homes.get(&member.user) {
                member.home = home.clone();
            }
        }
        self
    }

    fn find(&self, name: &str) -> Option<Session> {
        let found = self.members.iter().find(|member| member.user == name)?;
        Some(Session {
            user: found.user.to_string(),
            rights: Vec::new(),
            home: PathBuf::new(),
            labels: HashMap::new(),
            shared: Arc::clone(&found.shared),
            nickname: None,
            profile: Profile { name: String::new() },
        })
    }

    fn vacancy(&self) -> Session {
        Session {
            user: String::new(),
            rights: Vec::new(),
            home: PathBuf::new(),
            labels: HashMap::new(),
            shared: Arc::from(""),
            nickname: None,
            profile: Profile { name: String::new() },
        }
    }

    pub fn renamed(&self, form: &Profile) -> Option<Session> {
        let mut member = self.find("first")?;
        member.user.clone_from(&form.name); //~ clone-assign
        Some(member)
    }

    pub fn hired(&self, form: &Profile) -> Session {
        let mut member = self.vacancy();
        member.user = form.name.clone();
        member
    }
}

pub fn edited(mut session: Session, form: &Profile) -> Session {
    session.user.clone_from(&form.name); //~ clone-assign
    session
}
