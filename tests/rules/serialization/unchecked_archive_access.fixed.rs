//! rkyv's archives: bytes from outside that nobody checks, and those that something vouches for.

use anyhow::Result;
use rkyv::rancor::Error;
use rkyv::util::AlignedVec;
use rkyv::{access_unchecked, Archive, Archived, Deserialize, Serialize};

#[derive(Archive, Serialize, Deserialize, Debug, Clone)]
pub struct Page {
    pub number: u64,
    pub cells: Vec<u32>,
}

/// Bytes of whoever calls.
pub fn number(bytes: &[u8]) -> u64 {
    let page = rkyv::access::<ArchivedPage, rkyv::rancor::Error>(bytes).expect("a valid archive"); //~ unchecked-archive-access
    page.number.to_native()
}

pub fn load(path: &str) -> Result<Page> {
    let bytes = read(path)?;
    // größer 😀
    let page = rkyv::access::<Archived<Page>, rkyv::rancor::Error>(&bytes)?; //~ unchecked-archive-access
    Ok(rkyv::deserialize::<Page, Error>(page)?)
}

pub fn whole(bytes: &[u8]) -> Result<Page> {
    let page: Page = rkyv::from_bytes::<Page, Error>(bytes)?; //~ unchecked-archive-access
    Ok(page)
}

pub fn inferred(bytes: &[u8]) -> Option<u32> {
    let page: &ArchivedPage = rkyv::access::<_, rkyv::rancor::Error>(bytes).expect("a valid archive"); //~ unchecked-archive-access
    page.cells.first().map(|cell| cell.to_native())
}

pub fn any<T: Archive>(bytes: &[u8]) -> &T::Archived
where
    T::Archived: rkyv::Portable,
{
    unsafe { rkyv::access_unchecked::<T::Archived>(bytes) } //~ unchecked-archive-access
}

pub struct Buffer {
    bytes: AlignedVec,
    length: usize,
}

impl Buffer {
    pub fn new(bytes: AlignedVec, length: usize) -> Self {
        Self { bytes, length }
    }

    pub fn page(&self) -> &ArchivedPage {
        rkyv::access::<ArchivedPage, rkyv::rancor::Error>(&self.bytes[..self.length]).expect("a valid archive") //~ unchecked-archive-access
    }
}

fn read(path: &str) -> std::io::Result<AlignedVec> {
    let mut bytes = AlignedVec::new();
    bytes.extend_from_slice(&std::fs::read(path)?);
    Ok(bytes)
}

pub fn checked(bytes: &[u8]) -> Result<u64> {
    let page = rkyv::access::<ArchivedPage, Error>(bytes)?;
    Ok(page.number.to_native())
}

/// Just written by the function itself.
pub fn round_trip(page: &Page) -> Result<u64> {
    let bytes = rkyv::to_bytes::<Error>(page)?;
    let archived = unsafe { rkyv::access_unchecked::<ArchivedPage>(bytes.as_slice()) };
    Ok(archived.number.to_native())
}

/// Checked once, then looked at again.
pub fn twice(bytes: &[u8]) -> Result<u64> {
    rkyv::access::<ArchivedPage, Error>(bytes)?;
    let page = unsafe { rkyv::access_unchecked::<ArchivedPage>(bytes) };
    Ok(page.number.to_native())
}

pub fn argued(bytes: &[u8]) -> u64 {
    // SAFETY: the block's checksum was compared when it was read.
    let page = unsafe { rkyv::access_unchecked::<ArchivedPage>(bytes) };
    page.number.to_native()
}

/// # Safety
/// The bytes must hold a page.
pub unsafe fn left_to_callers(bytes: &[u8]) -> &ArchivedPage {
    unsafe { rkyv::access_unchecked::<ArchivedPage>(bytes) }
}

/// Checks when it is made.
pub struct Row(AlignedVec);

impl Row {
    pub fn new(bytes: AlignedVec) -> Result<Self> {
        rkyv::access::<ArchivedPage, Error>(&bytes)?;
        Ok(Self(bytes))
    }

    pub fn page(&self) -> &ArchivedPage {
        unsafe { rkyv::access_unchecked::<ArchivedPage>(&self.0) }
    }
}

/// Writes what it holds.
pub struct Frozen {
    bytes: AlignedVec,
}

impl Frozen {
    pub fn of(page: &Page) -> Result<Self> {
        let bytes = rkyv::to_bytes::<Error>(page)?;
        Ok(Self { bytes })
    }

    pub fn page(&self) -> &ArchivedPage {
        unsafe { rkyv::access_unchecked::<ArchivedPage>(&self.bytes) }
    }
}

/// Has its sum compared before it is believed.
pub fn summed(bytes: &[u8], sum: u32) -> Result<u64> {
    anyhow::ensure!(crc32_of(bytes) == sum, "damaged");
    let page = unsafe { rkyv::access_unchecked::<ArchivedPage>(bytes) };
    Ok(page.number.to_native())
}

fn crc32_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum.rotate_left(1) ^ u32::from(*byte))
}

mod other {
    /// Of another crate, which only shares the name.
    pub unsafe fn access_unchecked<T>(bytes: &[u8]) -> &T {
        unsafe { &*bytes.as_ptr().cast::<T>() }
    }
}

pub fn foreign(bytes: &[u8]) -> u8 {
    *unsafe { other::access_unchecked::<u8>(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let page = unsafe { rkyv::access_unchecked::<ArchivedPage>(&[]) };
        assert_eq!(page.number, 0);
    }
}
