//! Text as shops export it: often packed, and its fields apart by one sign or another.

use anyhow::{Context, Result, bail};
use csv::{Reader, ReaderBuilder};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read};

/// How much is read at once.
const BLOCK: usize = 1 << 16;

/// The lines of a text, taken apart.
pub type Lines<'a> = Reader<Box<dyn Read + 'a>>;

/// The bytes of a file, unpacked where it is gzipped.
///
/// # Errors
/// Where its beginning can't be read.
pub fn unpacked<'a>(bytes: impl Read + 'a) -> Result<Box<dyn BufRead + 'a>> {
    let mut bytes = BufReader::with_capacity(BLOCK, bytes);
    let is_packed = bytes.fill_buf().context("the file cannot be read")?.starts_with(&[0x1f, 0x8b]);
    Ok(if is_packed { Box::new(BufReader::with_capacity(BLOCK, MultiGzDecoder::new(bytes))) } else { Box::new(bytes) })
}

/// The lines of a text whose fields are apart by commas, semicolons, tabs or bars, and the titles of its first line.
///
/// # Errors
/// Where the first line can't be read or names no column.
pub fn delimited<'a>(mut text: impl BufRead + 'a) -> Result<(Lines<'a>, Vec<String>)> {
    let mut start = Vec::new();
    text.read_until(b'\n', &mut start).context("the file cannot be unpacked")?;
    if start.starts_with(b"\xef\xbb\xbf") {
        start.drain(..3);
    }
    let often = |sign: &u8| start.iter().filter(|byte| *byte == sign).count();
    let delimiter = *b"|\t;,".iter().max_by_key(|sign| often(sign)).unwrap_or(&b',');
    let bytes: Box<dyn Read + 'a> = Box::new(Cursor::new(start).chain(text));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let header = reader.byte_headers().context("the header cannot be read")?;
    let titles: Vec<String> = header.iter().map(|title| String::from_utf8_lossy(title).trim().to_owned()).collect();
    if titles.iter().all(String::is_empty) {
        bail!("the file is empty: its first line must name the columns");
    }
    Ok((reader, titles))
}
