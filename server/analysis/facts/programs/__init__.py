"""What kind of program a crate is, and what its manifests say of lints, allocators and builds."""
