const BITS: u64 = 3;
pub const SHARDS: u64 = 1 << (BITS + 2);
pub const REPLICAS: u64 = BITS - 1;
