//! Reads the shop's catalogue: what each item costs and earns, whether there is any, and what it is like.

use crate::check::{Checker, Example};
use crate::lines::Log;
use crate::read::{self, ColumnFlags, Next, Source, Wanted};
use anyhow::{Context, Result};
use csv::ByteRecord;

/// Reads all files of a catalogue into what is known of the log's items, and adds the items that nobody has bought.
///
/// # Errors
/// Where a file can't be read.
pub fn collect(sources: &[Source], flags: &ColumnFlags, checker: &Checker, log: &mut Log) -> Result<()> {
    for source in sources {
        let file = source.path.display().to_string();
        let mut rows = read::open(source, Wanted::All)?;
        let columns = flags.of_catalogue(rows.header()).with_context(|| file.clone())?;
        log.titles.extend(rows.header().iter().cloned());
        let others: Vec<(usize, String)> =
            columns.others().map(|(place, title)| (place, title.to_lowercase())).collect();
        let mut record = ByteRecord::new();
        loop {
            let example = |row, column: &str, found: &str| Example {
                file: file.clone(),
                row,
                column: column.into(),
                found: found.into(),
            };
            match rows.next(&mut record).with_context(|| file.clone())? {
                Next::End => break,
                Next::Bad { row, reason, found } => log.problems.add(reason, || example(row, "", &found)),
                Next::Row { row } => match checker.offered(&record, &columns) {
                    Ok(offered) => log.offer(&offered, attributes(&record, &others)),
                    Err((reason, role, found)) => {
                        log.problems.add(reason, || example(row, columns.title(role), found));
                    }
                },
            }
            log.offered += 1;
        }
    }
    Ok(())
}

/// What the other columns say: each value as it stands with its column, such as `brand=acme`, and the words of texts.
fn attributes(record: &ByteRecord, others: &[(usize, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, title) in others {
        let Some(text) = record.get(*place).and_then(|field| std::str::from_utf8(field).ok()) else { continue };
        let text = text.trim().to_lowercase();
        if !text.is_empty() {
            found.extend(words(&text));
            found.push(format!("{title}={text}"));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a text, where it has several; of writing without spaces, each two characters that stand together.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split(|character: char| !character.is_alphanumeric()) {
        let characters: Vec<char> = word.chars().collect();
        if characters.iter().any(|character| ('\u{3040}'..='\u{9fff}').contains(character)) {
            found.extend(characters.windows(2).map(|pair| pair.iter().collect()));
        } else if characters.len() > 1 && word.len() < text.len() {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn texts_fall_into_words() {
        assert_eq!(words("red tea-pot, 2 l"), ["red", "tea", "pot"]);
        assert_eq!(words("青花茶壶"), ["青花", "花茶", "茶壶"]);
        assert!(words("acme").is_empty(), "a single word is the value itself");
    }
}
