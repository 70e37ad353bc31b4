mod user;

pub mod prelude {
    pub use crate::user::*;
}
