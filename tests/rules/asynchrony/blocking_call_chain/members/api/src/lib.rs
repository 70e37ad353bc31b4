//! Async code of one crate that reaches the disk in another, over a third.

use members_core::prelude::*;

pub struct Session {
    pub user: User,
    keys: safe::Keys,
}

impl Session {
    pub async fn login(&self, word: &str) -> bool {
        tokio::task::yield_now().await;
        self.user.check(word) && self.keys.holds(word) //~ blocking-call-chain
    }

    pub async fn rename(&mut self, name: &str) {
        self.user.rename(name);
        safe::reload().await;
    }

    pub async fn rotate(&self) {
        safe::offloaded().await;
        safe::rotate(); //~ blocking-call-chain
    }
}
