//! What the document says: the typed form of pages, panels, questions and all that hangs on them.

use super::Answer;
use super::rule::Rule;
use crate::expr::Value;
use crate::kernel::text::cut;

/// Something in the document that the engine does not know; it is kept and has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What kind of thing: `unknown-property`, `unknown-type`, `unknown-pattern`, `expression`, or `not-read`: known, but
    /// without effect here.
    pub code: &'static str,
    /// Where, as a JSON Pointer.
    pub path: String,
}

/// A text, perhaps in several languages.
#[derive(Debug, Clone, Default)]
pub(super) enum Local {
    #[default]
    None,
    One(Box<str>),
    Many(Vec<(Box<str>, Box<str>)>),
}

impl Local {
    pub(super) fn read(value: &Answer) -> Local {
        match value {
            Value::Object(fields) => Local::Many(
                fields.iter().map(|field| ((&*field.name).into(), field.value.to_plain_text().into())).collect(),
            ),
            value if value.is_empty() => Local::None,
            value => Local::One(value.to_plain_text().into()),
        }
    }

    /// The text in a locale, in its language, or in the default one; `zh-CN` and `zh-cn` are one.
    pub(super) fn text(&self, locale: &str) -> Option<&str> {
        match self {
            Local::None => None,
            Local::One(text) => Some(text),
            Local::Many(texts) => {
                let of = |name: &str| texts.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
                let near = |name: &str| texts.iter().find(|(key, _)| language(key).eq_ignore_ascii_case(name));
                let base = language(locale);
                let own = of(locale).or_else(|| of(base)).or_else(|| near(base));
                own.or_else(|| of("default")).or_else(|| of("en")).map(|(_, text)| &**text)
            }
        }
    }
}

/// The language of a locale: "zh" of "zh-CN".
fn language(locale: &str) -> &str {
    cut(locale, b"-_").map_or(locale, |(language, _)| language)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Panel,
    Text,
    Comment,
    Radiogroup,
    Checkbox,
    Dropdown,
    Tagbox,
    Rating,
    Ranking,
    Boolean,
    Imagepicker,
    Matrix,
    MatrixDropdown,
    MatrixDynamic,
    Multipletext,
    PanelDynamic,
    Expression,
    Html,
    Image,
    Empty,
    File,
    Signature,
    Slider,
    Imagemap,
    Buttongroup,
}

const NAMES: [(&str, Kind); 26] = [
    ("page", Kind::Page),
    ("panel", Kind::Panel),
    ("text", Kind::Text),
    ("comment", Kind::Comment),
    ("radiogroup", Kind::Radiogroup),
    ("checkbox", Kind::Checkbox),
    ("dropdown", Kind::Dropdown),
    ("tagbox", Kind::Tagbox),
    ("rating", Kind::Rating),
    ("ranking", Kind::Ranking),
    ("boolean", Kind::Boolean),
    ("imagepicker", Kind::Imagepicker),
    ("matrix", Kind::Matrix),
    ("matrixdropdown", Kind::MatrixDropdown),
    ("matrixdynamic", Kind::MatrixDynamic),
    ("multipletext", Kind::Multipletext),
    ("paneldynamic", Kind::PanelDynamic),
    ("expression", Kind::Expression),
    ("html", Kind::Html),
    ("image", Kind::Image),
    ("empty", Kind::Empty),
    ("file", Kind::File),
    ("signaturepad", Kind::Signature),
    ("slider", Kind::Slider),
    ("imagemap", Kind::Imagemap),
    ("buttongroup", Kind::Buttongroup),
];

impl Kind {
    pub(super) fn named(name: &str) -> Option<Kind> {
        let name = if name == "flowpanel" { "panel" } else { name };
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The word that SurveyJS has for it.
    pub(super) fn as_str(self) -> &'static str {
        NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    pub(super) fn is_container(self) -> bool {
        matches!(self, Kind::Page | Kind::Panel)
    }

    /// Whether there is something to answer.
    pub(super) fn is_asked(self) -> bool {
        !matches!(self, Kind::Expression | Kind::Html | Kind::Image)
    }

    /// Whether the answer is a list of choices.
    pub(super) fn is_multiple(self) -> bool {
        matches!(self, Kind::Checkbox | Kind::Tagbox | Kind::Ranking)
    }

    pub(super) fn has_choices(self) -> bool {
        self.is_multiple() || matches!(self, Kind::Radiogroup | Kind::Dropdown | Kind::Imagepicker | Kind::Buttongroup)
    }

    /// Whether its answer is made of items with questions of their own.
    pub(super) fn is_dynamic(self) -> bool {
        matches!(self, Kind::PanelDynamic | Kind::MatrixDropdown | Kind::MatrixDynamic)
    }
}

/// When the answer of a question that is not shown goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clear {
    Never,
    OnComplete,
    OnHidden,
    OnHiddenContainer,
}

impl Clear {
    pub(super) fn read(word: Option<&str>) -> Option<Clear> {
        Some(match word? {
            "none" => Clear::Never,
            "onComplete" => Clear::OnComplete,
            "onHidden" => Clear::OnHidden,
            "onHiddenContainer" => Clear::OnHiddenContainer,
            _ => return None,
        })
    }
}

/// A page, panel or question.
#[derive(Debug, Clone)]
pub(super) struct Spec {
    pub(super) kind: Kind,
    pub(super) name: Box<str>,
    pub(super) value_name: Box<str>,
    /// Where it stands in the document, as a JSON Pointer.
    pub(super) place: Box<str>,
    pub(super) title: Local,
    pub(super) hidden: bool,
    pub(super) read_only: bool,
    pub(super) required: bool,
    pub(super) visible_if: Option<Rule>,
    pub(super) enable_if: Option<Rule>,
    pub(super) required_if: Option<Rule>,
    pub(super) default: Answer,
    pub(super) default_rule: Option<Rule>,
    pub(super) set_if: Option<Rule>,
    pub(super) set_rule: Option<Rule>,
    pub(super) reset_if: Option<Rule>,
    /// What an expression question shows.
    pub(super) formula: Option<Rule>,
    pub(super) clear: Option<Clear>,
    pub(super) comment: bool,
    pub(super) comment_required: bool,
    pub(super) correct: Answer,
    pub(super) random: Option<bool>,
    pub(super) time_limit: Option<f64>,
    pub(super) validators: Vec<Validator>,
    pub(super) select: Option<Box<Select>>,
    pub(super) grid: Option<Box<Grid>>,
    pub(super) input: Box<Input>,
    pub(super) children: Vec<u32>,
    pub(super) dynamic: Option<Box<Dynamic>>,
}

/// What limits a typed answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Input {
    pub(super) kind: Box<str>,
    pub(super) min: Option<Answer>,
    pub(super) max: Option<Answer>,
    pub(super) min_rule: Option<Rule>,
    pub(super) max_rule: Option<Rule>,
    pub(super) min_length: Option<usize>,
    pub(super) true_value: Option<Answer>,
    pub(super) false_value: Option<Answer>,
    pub(super) min_count: Option<usize>,
    pub(super) max_count: Option<usize>,
    pub(super) mask: Option<super::mask::Mask>,
}

/// A choice, a row or a column.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) value: Answer,
    pub(super) text: Local,
    pub(super) visible_if: Option<Rule>,
    pub(super) enable_if: Option<Rule>,
    pub(super) score: Option<f64>,
    /// The questions that come with the choice.
    pub(super) elements: Vec<u32>,
    pub(super) with_comment: bool,
    pub(super) comment_required: bool,
}

/// What one chooses from.
#[derive(Debug, Clone, Default)]
pub(super) struct Select {
    pub(super) choices: Vec<Choice>,
    pub(super) visible_if: Option<Rule>,
    pub(super) enable_if: Option<Rule>,
    pub(super) other: bool,
    pub(super) others_as_comment: Option<bool>,
    pub(super) none: bool,
    pub(super) refuse: bool,
    pub(super) dont_know: bool,
    pub(super) all: bool,
    /// The author's words for none, refuse, don't know, other and select all.
    pub(super) texts: [Local; 5],
    pub(super) from: Box<str>,
    pub(super) from_mode: Box<str>,
    pub(super) values_from: Box<str>,
    pub(super) order: Box<str>,
    pub(super) value_property: Box<str>,
    pub(super) hide_empty: bool,
    pub(super) lazy: bool,
    pub(super) custom: bool,
    pub(super) by_url: bool,
    pub(super) multiple: bool,
    /// Whether a ranking need not have all choices.
    pub(super) partly: bool,
}

/// The rows and columns of a matrix, or the items of a multiple text.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Choice>,
    pub(super) columns: Vec<Choice>,
    pub(super) rows_visible_if: Option<Rule>,
    pub(super) columns_visible_if: Option<Rule>,
    pub(super) all_required: bool,
    pub(super) all_unique: bool,
    pub(super) hide_empty: bool,
}

/// What the items of a dynamic question are made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Dynamic {
    pub(super) template: Vec<u32>,
    pub(super) details: Vec<u32>,
    pub(super) template_visible_if: Option<Rule>,
    pub(super) count: Option<usize>,
    pub(super) min: usize,
    pub(super) max: usize,
    pub(super) default_item: Option<Answer>,
    pub(super) key: Box<str>,
    /// The name whose answer is how many items there are.
    pub(super) bound: Box<str>,
    pub(super) totals: Vec<Total>,
}

impl Dynamic {
    /// The items that a dynamic question begins with, where they have a default.
    pub(super) fn default_items(&self) -> Answer {
        match (&self.default_item, self.count.unwrap_or(0).max(self.min).min(self.max)) {
            (None, _) | (_, 0) => Value::Undefined,
            (Some(item), count) => Value::list(vec![item.clone(); count]),
        }
    }
}

/// The total of a column.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) name: Box<str>,
    pub(super) kind: Box<str>,
    pub(super) rule: Option<Rule>,
}

/// What an answer must fulfil.
#[derive(Debug, Clone)]
pub(super) struct Validator {
    pub(super) check: Check,
    pub(super) text: Local,
    pub(super) warning: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Check {
    Numeric { min: Option<f64>, max: Option<f64> },
    Length { min: usize, max: usize, digits: bool },
    Count { min: usize, max: usize },
    Pattern(Option<super::pattern::Pattern>),
    Email,
    Holds(Option<Rule>),
    Unknown,
}

/// What happens when a condition becomes true.
#[derive(Debug, Clone)]
pub(super) struct Trigger {
    pub(super) rule: Option<Rule>,
    pub(super) action: Action,
}

#[derive(Debug, Clone)]
pub(super) enum Action {
    Complete,
    Visible { pages: Vec<Box<str>>, questions: Vec<Box<str>> },
    Set { name: Box<str>, value: Answer, variable: bool },
    Copy { from: Box<str>, name: Box<str>, display: bool },
    Skip { to: Box<str> },
    Run { rule: Option<Rule>, name: Box<str> },
    Unknown,
}

/// A value that is computed, and perhaps kept among the answers.
#[derive(Debug, Clone)]
pub(super) struct Calculated {
    pub(super) name: Box<str>,
    pub(super) rule: Option<Rule>,
    pub(super) included: bool,
}

/// What comes after the end where a condition holds.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub(super) list: &'static str,
    pub(super) rule: Option<Rule>,
    pub(super) text: Local,
}

/// The settings of the whole survey.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) clear: Clear,
    pub(super) start_page: bool,
    pub(super) others_as_comment: bool,
    pub(super) check: Box<str>,
    pub(super) per_page: Box<str>,
    pub(super) read_only: bool,
    pub(super) random: bool,
    pub(super) time_limit: Option<f64>,
    pub(super) page_time_limit: Option<f64>,
    pub(super) allow_switch: bool,
}

/// A document as the session reads it.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) specs: Vec<Spec>,
    pub(super) pages: Vec<u32>,
    pub(super) triggers: Vec<Trigger>,
    pub(super) calculated: Vec<Calculated>,
    pub(super) endings: Vec<Ending>,
    pub(super) settings: Settings,
    pub(super) warnings: Vec<Warning>,
}
