//! The quality of one response asked for in one document.

use super::{Doubt, Millis, Timing, Visit, differentiation, faster_than_most, speeding, straight_line, timings};
use crate::kernel::json::{Json, Kind, Reader};
use crate::kernel::money::{MAX_SAFE, Ratio};
use crate::kernel::record::{Read, Scale, read_text, written};
use crate::kernel::scalars::Whole;
use crate::kernel::{Code, Error, Result, at_most, record};

/// The most visits of a response.
pub const MAX_VISITS: usize = 5_000;
/// The most batteries of a response, and the most answers of one.
pub const MAX_BATTERY: usize = 200;

record! {
    [read]
    /// One response: how long it took, and the answers to its batteries.
    pub struct QualityRequest<'a> {
        /// How long it took, in milliseconds; all visits together where left out.
        pub millis["millis"]: Option<Millis>,
        /// When which question was on the screen.
        pub visits["visits"]: Vec<Visit> = Vec::new(),
        /// How many words there were to read; of texts without spaces two characters are a word.
        pub words["words"]: Option<Whole<0, 1_000_000_000>>,
        /// How long the median response took, in milliseconds.
        pub median["median"]: Option<Millis>,
        /// Below which part of the median a response is too fast; "1/2" where left out.
        pub part["part"]: Option<Ratio>,
        /// The batteries: questions with the same answers to choose from.
        pub batteries["batteries"]: Vec<BatteryAnswers<'a>> = Vec::new(),
    }
}

record! {
    [read]
    /// The answers to a battery.
    pub struct BatteryAnswers<'a> {
        /// Its name.
        pub battery["battery"]: String,
        /// The answers, `null` for those left out.
        pub answers["answers"]: Vec<BatteryReply<'a>>,
    }
}

/// An answer to an item of a battery: a text, a number, true or false, or `null` where it was left out.
#[derive(Debug, Clone, PartialEq)]
pub struct BatteryReply<'a>(pub Json<'a>);

impl<'r: 'a, 'a> Read<'r> for BatteryReply<'a> {
    fn blank() -> Self {
        BatteryReply(Json::Null)
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        if matches!(reader.kind(), Some(Kind::List | Kind::Object)) {
            return Err(reader.mismatch("string"));
        }
        self.0 = reader.value()?;
        Ok(())
    }
}

record! {
    [write]
    /// How far a response can be trusted.
    pub struct QualityAnswer {
        /// How long it took, in milliseconds, where that is known.
        pub millis["millis"]: Option<Millis>,
        /// The time of each question that was visited.
        pub timings["timings"]: Vec<Timing>,
        /// What speaks against it; a sign, not a proof.
        pub doubts["doubts"]: Vec<Doubt>,
        /// How far the answers to each battery differ.
        pub batteries["batteries"]: Vec<BatteryQuality>,
    }
}

record! {
    [write]
    /// How far the answers to a battery differ.
    pub struct BatteryQuality {
        /// Its name.
        pub battery["battery"]: String,
        /// From 0 (all the same) to below 1: the chance that two of them differ; left out without answers.
        pub differentiation["differentiation"]: Option<f64>,
    }
}

/// Answers a JSON document of [`QualityRequest`] with one of [`QualityAnswer`].
///
/// # Errors
/// What is wrong with the request, with its place.
///
/// ```
/// use patronage::survey::quality::answer_json;
/// let answer = answer_json(r#"{
///     "millis": 20000, "words": 100, "median": 70000,
///     "batteries": [{ "battery": "service", "answers": [4, 4, null, 4, 4] }]
/// }"#)?;
/// assert!(answer.contains(r#"{"code":"speeding","seconds":20,"least":30}"#));
/// assert!(answer.contains(r#"{"code":"faster-than-most","seconds":20,"median":70}"#));
/// assert!(answer.contains(r#"{"code":"straight-line","battery":"service","items":4}"#));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn answer_json(request: &str) -> Result<String> {
    Ok(written(&read_text::<QualityRequest<'_>>(request, Scale(0))?.answer()?))
}

impl QualityRequest<'_> {
    /// Judges the response.
    ///
    /// # Errors
    /// Where there is more than can be judged, or the part is more than the whole.
    pub fn answer(&self) -> Result<QualityAnswer> {
        self.check()?;
        let timings = timings(&self.visits);
        let millis = self.millis.or_else(|| total(&timings));
        let mut doubts: Vec<Doubt> = millis.map_or_else(Vec::new, |Whole(millis)| self.haste(millis).collect());
        let mut batteries = Vec::new();
        for BatteryAnswers { battery, answers } in &self.batteries {
            let answers: Vec<Option<&Json<'_>>> = answers.iter().map(BatteryReply::given).collect();
            doubts.extend(straight_line(battery, &answers));
            batteries.push(BatteryQuality { battery: battery.clone(), differentiation: differentiation(&answers) });
        }
        Ok(QualityAnswer { millis, timings, doubts, batteries })
    }

    fn check(&self) -> Result<()> {
        at_most(MAX_VISITS, self.visits.len(), "visits").map_err(|error| error.at_key("visits"))?;
        at_most(MAX_BATTERY, self.batteries.len(), "batteries").map_err(|error| error.at_key("batteries"))?;
        for (index, battery) in self.batteries.iter().enumerate() {
            let checked = at_most(MAX_BATTERY, battery.answers.len(), "answers");
            checked.map_err(|error| error.at_key("answers").at_index(index).at_key("batteries"))?;
        }
        if self.part.is_some_and(|part| part.exceeds(&Ratio::ONE)) {
            return Err(Error::new(Code::Range).with("min", "0").with("max", "1").at_key("part"));
        }
        Ok(())
    }

    /// The doubts about a response that took so long.
    fn haste(&self, millis: i64) -> impl Iterator<Item = Doubt> {
        let part = self.part.map_or((1, 2), |part| (part.numerator(), part.denominator()));
        let slow_readers = self.words.and_then(|words| speeding(millis, words.0));
        let others = self.median.and_then(|median| faster_than_most(millis, median.0, part));
        slow_readers.into_iter().chain(others)
    }
}

/// The time of all questions together; none where none was visited.
fn total(timings: &[Timing]) -> Option<Millis> {
    let sum = timings.iter().fold(0_i64, |sum, timing| sum.saturating_add(timing.millis.0));
    (!timings.is_empty()).then_some(Whole(sum.min(MAX_SAFE)))
}

impl BatteryReply<'_> {
    fn given(&self) -> Option<&Json<'_>> {
        (self.0 != Json::Null).then_some(&self.0)
    }
}

#[cfg(feature = "shape")]
impl crate::kernel::shape::Describe for BatteryReply<'_> {
    fn shape() -> crate::kernel::shape::Shape {
        use crate::kernel::shape::Shape;
        Shape::Nullable(Box::new(Shape::Union(vec![Shape::Text, Shape::Number, Shape::Boolean])))
    }
}
