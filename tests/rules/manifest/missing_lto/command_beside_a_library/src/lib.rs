pub fn queue() {}
