// Built by a generator that we do not own.
#![allow(clippy::all)]
