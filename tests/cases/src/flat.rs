//! A flat answer of the recommender, read as a page reads it.

use std::str::Chars;

/// The answer in JSON that a flat one stands for, each text and number as it is written there.
///
/// ```
/// let flat = r#"[1,"cup",1000,1,"because",1,"tea",0,0]"#;
/// assert_eq!(
///     patronage_cases::flat::json(flat),
///     r#"{"items":[{"item":"cup","score":1000,"why":[{"code":"because","items":["tea"]}]}],"absent":[]}"#
/// );
/// ```
///
/// # Panics
/// Where the answer is no such list, or has more in it.
#[must_use]
pub fn json(flat: &str) -> String {
    let mut flat = Flat(flat.strip_prefix('[').and_then(|flat| flat.strip_suffix(']')).expect("a list").chars());
    let items = flat.list(|flat| {
        let (item, score) = (flat.next(), flat.next());
        format!(r#"{{"item":{item},"score":{score},"why":{}}}"#, flat.list(reason))
    });
    let fewer = flat.list(fewer);
    let fewer = if fewer == "[]" { String::new() } else { format!(r#","fewer":{}"#, &fewer[1..fewer.len() - 1]) };
    let absent = flat.list(Flat::next);
    assert_eq!(flat.0.as_str(), "", "nothing stands behind the answer");
    format!(r#"{{"items":{items}{fewer},"absent":{absent}}}"#)
}

fn reason(flat: &mut Flat<'_>) -> String {
    let code = flat.next();
    let rest = match code.trim_matches('"') {
        "because" => format!(r#","items":{}"#, flat.list(Flat::next)),
        "similar-to" | "resembles" => format!(r#","item":{}"#, flat.next()),
        "bought-before" | "looked-at" => format!(r#","times":{}"#, flat.next()),
        "due" => format!(r#","usual":{},"passed":{}"#, flat.next(), flat.next()),
        _ => String::new(),
    };
    format!(r#"{{"code":{code}{rest}}}"#)
}

fn fewer(flat: &mut Flat<'_>) -> String {
    let code = flat.next();
    let rest = if code == r#""rules-leave-fewer""# { format!(r#","refused":{}"#, flat.next()) } else { String::new() };
    format!(r#"{{"code":{code}{rest}}}"#)
}

/// The texts and numbers that are still to be read.
struct Flat<'a>(Chars<'a>);

impl Flat<'_> {
    /// The next text or number, as it is written.
    fn next(&mut self) -> String {
        let (mut quoted, mut escaped) = (false, false);
        let mut inside = |letter: &char| {
            let ends = *letter == ',' && !quoted;
            quoted ^= *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            !ends
        };
        let token: String = self.0.by_ref().take_while(|letter| inside(letter)).collect();
        assert!(!token.is_empty(), "a text or a number");
        token
    }

    /// As many as the next number says.
    fn list(&mut self, mut read: impl FnMut(&mut Self) -> String) -> String {
        let count: usize = self.next().parse().expect("how many there are");
        let list: Vec<String> = (0..count).map(|_| read(self)).collect();
        format!("[{}]", list.join(","))
    }
}
