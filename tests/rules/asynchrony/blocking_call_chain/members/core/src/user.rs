use members_vault::compare;

#[derive(Default)]
pub struct User {
    name: String,
}

impl User {
    pub fn check(&self, word: &str) -> bool {
        verify(&self.name, word)
    }

    pub fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }
}

fn verify(name: &str, word: &str) -> bool {
    compare(name, word)
}
