#!/bin/sh
cargo build --profile dist --locked
