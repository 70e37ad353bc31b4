use bumpalo::collections::Vec as BumpVec;
use bumpalo::Bump;

pub fn pushed<'b>(arena: &'b Bump, names: &[&str]) -> &'b [String] {
    let mut all = BumpVec::new_in(arena);
    for name in names {
        all.push(name.to_uppercase());
    }
    println!("größer 😀"); all.into_bump_slice() //~ bumpalo-vec-of-drop
}

pub fn written<'b>(all: BumpVec<'b, Option<Box<u64>>>) -> &'b mut [Option<Box<u64>>] {
    all.into_bump_slice_mut() //~ bumpalo-vec-of-drop
}

pub struct Token {
    text: String,
    at: usize,
}

pub struct Handle(u32);

impl Drop for Handle {
    fn drop(&mut self) {
        println!("closed {}", self.0);
    }
}

pub fn own_types<'b>(arena: &'b Bump, tokens: BumpVec<'b, Token>, handles: BumpVec<'b, Handle>) -> (usize, usize) {
    let tokens = tokens.into_bump_slice(); //~ bumpalo-vec-of-drop
    let kept = arena.alloc(handles); //~ bumpalo-vec-of-drop
    (tokens.iter().map(|token| token.at + token.text.len()).sum(), kept.len())
}

pub fn text_of_the_arena<'b>(arena: &'b Bump, names: &[&str]) -> &'b [&'b str] {
    let mut all = BumpVec::with_capacity_in(names.len(), arena);
    for name in names {
        all.push(&*arena.alloc_str(name));
    }
    all.into_bump_slice()
}

#[derive(Clone, Copy)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

pub fn plain<'b>(spans: BumpVec<'b, Span>, bytes: BumpVec<'b, u8>) -> (&'b [Span], &'b [u8]) {
    (spans.into_bump_slice(), bytes.into_bump_slice())
}

pub fn dropped_here(arena: &Bump, names: &[&str]) -> usize {
    let mut all: BumpVec<String> = BumpVec::new_in(arena);
    for name in names {
        all.push(name.to_uppercase());
    }
    all.iter().map(String::len).sum()
}

pub fn in_the_arena<'b>(arena: &'b Bump, spans: BumpVec<'b, Span>) -> &'b mut BumpVec<'b, Span> {
    arena.alloc(spans)
}

pub struct Names;

impl Names {
    pub fn into_bump_slice(self, names: &[String]) -> usize {
        names.len()
    }
}

pub fn another_method(names: &[String]) -> usize {
    Names.into_bump_slice(names)
}
