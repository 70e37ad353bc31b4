pub fn headers() {}
