//! The System Usability Scale: ten statements, in turn for and against.

use super::input::{all_whole, at_least};
use super::mean::{Mean, mean};
use super::weights::Weighting;
use crate::kernel::{Result, at_most, record, words};

words! {
    /// The grade of a mean score among many products.
    pub enum SusGrade {
        /// Below 51.7.
        F = "F",
        /// From 51.7.
        D = "D",
        /// From 62.7.
        CMinus = "C-",
        /// From 65.
        C = "C",
        /// From 71.1.
        CPlus = "C+",
        /// From 72.6.
        BMinus = "B-",
        /// From 74.1.
        B = "B",
        /// From 77.2.
        BPlus = "B+",
        /// From 78.9.
        AMinus = "A-",
        /// From 80.8.
        A = "A",
        /// From 84.1.
        APlus = "A+",
    }
}

record! {
    [write]
    /// The usability of a system.
    pub struct Sus {
        /// The mean score with its interval, 0 to 100; not a percentage.
        pub score["score"]: Mean,
        /// Its grade.
        pub grade["grade"]: SusGrade,
        /// The score of each respondent, 0 to 100.
        pub scores["scores"]: Vec<f64>,
    }
}

/// The score of one respondent's ten answers, each from 1 to 5: `2.5 (Σ odd (x - 1) + Σ even (5 - x))`, from 0 to 100 in
/// steps of 2.5.
///
/// Source: Brooke, *SUS: A "Quick and Dirty" Usability Scale*, 1996.
///
/// # Errors
/// Where there are not ten answers, or one is not from 1 to 5.
///
/// ```
/// use patronage::survey::metrics::sus::score;
/// assert_eq!(score(&[5, 2, 4, 1, 5, 2, 4, 2, 5, 1])?, 87.5);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn score(items: &[i64]) -> Result<f64> {
    at_least(10, items.len())?;
    at_most(10, items.len(), "items")?;
    all_whole(items, 1, 5)?;
    let points = |(place, item): (usize, &i64)| if place % 2 == 0 { *item as f64 - 1.0 } else { 5.0 - *item as f64 };
    Ok(2.5 * items.iter().enumerate().map(points).sum::<f64>())
}

/// The mean [`score`] of several respondents with its t interval, and its grade on the curve of Sauro and Lewis.
///
/// Scores from 0 to 100. Sources: Brooke, 1996; Sauro and Lewis, *Quantifying the User Experience*, 2016.
///
/// # Errors
/// Those of [`score`]; where there is no respondent, the weights do not fit, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::sus::{SusGrade, of_rows};
/// let found = of_rows(&[vec![5, 2, 4, 1, 5, 2, 4, 2, 5, 1], vec![4, 2, 4, 2, 4, 2, 4, 2, 4, 2]], None, 0.95)?;
/// assert_eq!((found.score.mean, found.grade), (81.25, SusGrade::A));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_rows(rows: &[Vec<i64>], weights: Option<&[f64]>, confidence: f64) -> Result<Sus> {
    at_least(1, rows.len()).map_err(|error| error.at_key("rows"))?;
    let score = |(index, row): (usize, &Vec<i64>)| score(row).map_err(|error| error.at_index(index).at_key("rows"));
    let scores: Vec<f64> = rows.iter().enumerate().map(score).collect::<Result<_>>()?;
    let score = mean(&scores, &Weighting::new(rows.len(), weights)?, confidence)?;
    Ok(Sus { grade: grade(score.mean), score, scores })
}

/// The grade of a score, by tenths as it was published.
fn grade(score: f64) -> SusGrade {
    let tenths = (score * 10.0).round();
    let bounds = [517.0, 627.0, 650.0, 711.0, 726.0, 741.0, 772.0, 789.0, 808.0, 841.0];
    let reached = bounds.iter().filter(|bound| tenths >= **bound).count();
    SusGrade::ALL.get(reached).copied().unwrap_or(SusGrade::F)
}
