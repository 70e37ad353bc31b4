#![no_std]
#![no_main]
#![feature(alloc_error_handler)]
