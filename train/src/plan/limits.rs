//! How much a query takes.

/// What a query may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory; what needs more goes to disk. On a cluster each executor has a limit of its own.
    pub memory: usize,
    /// Into how many parts the work is shared.
    pub partitions: usize,
}

/// Bytes of `500MB` or `2GB`.
///
/// # Errors
/// With what a size would be.
pub fn size(text: &str) -> Result<usize, String> {
    let units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("", 1)];
    let upper = text.to_uppercase();
    let found = units.iter().find_map(|(unit, bytes)| Some((upper.strip_suffix(unit)?.trim().parse::<usize>(), bytes)));
    match found {
        Some((Ok(number), bytes)) if number > 0 => Ok(number.saturating_mul(*bytes)),
        _ => Err(format!("{text} is no size such as 500MB or 2GB")),
    }
}
