//! What the document says: the typed form of pages, panels, questions and all that hangs on them.

use super::Answer;
use super::rule::Rule;
use super::store::NOTHING;
use crate::expr::Value;
use crate::kernel::gather::Gather;
use crate::kernel::named::named;
use crate::kernel::text::cut;

/// Something in the document that the engine does not know; it is kept and has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What kind of thing: `unknown-property`, `unknown-type`, `unknown-value` where a property has another word than those
    /// that there are, `unknown-function`, `unknown-pattern`, `expression`, or `not-read`: known, but
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
                fields.iter().map(|field| ((&*field.name).into(), field.value.to_plain_text().into())).gather(),
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

named! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Kind {
        Page = "page",
        Panel = "panel",
        Text = "text",
        Comment = "comment",
        Radiogroup = "radiogroup",
        Checkbox = "checkbox",
        Dropdown = "dropdown",
        Tagbox = "tagbox",
        Rating = "rating",
        Ranking = "ranking",
        Boolean = "boolean",
        Imagepicker = "imagepicker",
        Matrix = "matrix",
        MatrixDropdown = "matrixdropdown",
        MatrixDynamic = "matrixdynamic",
        Multipletext = "multipletext",
        PanelDynamic = "paneldynamic",
        Expression = "expression",
        Html = "html",
        Image = "image",
        Empty = "empty",
        File = "file",
        Signature = "signaturepad",
        Slider = "slider",
        Imagemap = "imagemap",
        Buttongroup = "buttongroup",
    }
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Kind> {
        let name = if name == "flowpanel" { "panel" } else { name };
        Kind::from_name(name)
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

    /// Whether it has items, be it but one as a multiple text has.
    pub(super) fn has_items(self) -> bool {
        self.is_dynamic() || self == Kind::Multipletext
    }

    /// Whether one chooses from something.
    pub(super) fn selects(self) -> bool {
        self.has_choices() || matches!(self, Kind::Rating | Kind::Imagemap)
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

/// What is yes or no of a page, panel or question.
#[derive(Clone, Copy)]
pub(super) enum Flag {
    Required,
    ReadOnly,
    Comment,
    AllRequired,
    AllUnique,
    HideEmptyRows,
    Other,
    None,
    Refuse,
    DontKnow,
    All,
    HideEmpty,
    Lazy,
    Custom,
    Multiple,
    /// Whether a ranking need not have all choices.
    Partly,
}

/// The properties that say so, in the same order, each with the names it had before.
pub(super) const FLAGS: &str = "isRequired readOnly showCommentArea/hasComment/showComment \
    eachRowRequired/isAllRowRequired eachRowUnique hideIfRowsEmpty showOtherItem/hasOther showNoneItem/hasNone \
    showRefuseItem showDontKnowItem showSelectAllItem/hasSelectAll hideIfChoicesEmpty choicesLazyLoadEnabled \
    allowCustomChoices multiSelect selectToRankEnabled";

/// What is computed of a page, panel or question.
#[derive(Clone, Copy)]
pub(super) enum When {
    Visible,
    Enabled,
    Required,
    Default,
    SetIf,
    Set,
    ResetIf,
    Min,
    Max,
    Rows,
    Columns,
    Template,
    Choices,
    ChoicesEnabled,
    /// What an expression question shows.
    Formula,
}

/// The properties that say it, in the same order.
pub(super) const RULES: &str = "visibleIf enableIf requiredIf defaultValueExpression setValueIf setValueExpression \
    resetValueIf minValueExpression maxValueExpression rowsVisibleIf columnsVisibleIf templateVisibleIf choicesVisibleIf \
    choicesEnableIf expression";

/// What a question says in a word.
#[derive(Clone, Copy)]
pub(super) enum Word {
    Input,
    Key,
    From,
    FromMode,
    ValuesFrom,
    Order,
    ValueProperty,
}

/// The properties that say it, in the same order.
pub(super) const WORDS: &str = "inputType keyName choicesFromQuestion choicesFromQuestionMode \
    choiceValuesFromQuestion choicesOrder valuePropertyName";

/// The values that a page or question gives.
#[derive(Clone, Copy)]
pub(super) enum Given {
    Default,
    Correct,
    Min,
    Max,
    Yes,
    No,
    MinLength,
    MinCount,
    MaxCount,
    DefaultItem,
    TimeLimit,
}

/// The properties that say them, in the same order.
pub(super) const VALUES: &str = "defaultValue correctAnswer min max valueTrue valueFalse minLength minSelectedChoices \
    maxSelectedChoices defaultPanelValue/defaultRowValue timeLimit/maxTimeToFinish";

/// A page, panel or question.
// In memory as it stands here, what is asked for most first: a place below 128 is a number of one byte in the wasm.
#[derive(Debug, Clone)]
#[repr(C)]
pub(super) struct Spec {
    pub(super) kind: Kind,
    pub(super) hidden: bool,
    pub(super) by_url: bool,
    pub(super) clear: Option<Clear>,
    pub(super) random: Option<bool>,
    pub(super) others_as_comment: Option<bool>,
    pub(super) flags: [bool; 16],
    pub(super) name: Box<str>,
    pub(super) value_name: Box<str>,
    /// Where it stands in the document, as a JSON Pointer.
    pub(super) place: Box<str>,
    pub(super) choices: Vec<Choice>,
    pub(super) rows: Vec<Choice>,
    pub(super) columns: Vec<Choice>,
    pub(super) children: Vec<u32>,
    /// How many items there are to begin with, and may be.
    pub(super) count: usize,
    pub(super) min: usize,
    pub(super) max: usize,
    /// The name whose answer is how many items there are.
    pub(super) bound: Box<str>,
    /// What the items of a dynamic question are made of.
    pub(super) template: Vec<u32>,
    pub(super) totals: Vec<Total>,
    pub(super) words: [Box<str>; 7],
    pub(super) rules: [Option<Rule>; 15],
    pub(super) title: Local,
    pub(super) values: [Answer; 11],
    pub(super) validators: Vec<Validator>,
    pub(super) mask: Option<super::mask::Mask>,
    /// The author's words for none, refuse, don't know, other and select all.
    pub(super) texts: [Local; 5],
    pub(super) details: Vec<u32>,
}

impl Spec {
    /// One without any setting.
    pub(super) fn new(kind: Kind, name: &str) -> Spec {
        Spec {
            kind,
            name: name.into(),
            value_name: name.into(),
            place: Box::default(),
            title: Local::None,
            hidden: false,
            flags: [false; 16],
            rules: [const { None }; 15],
            words: Default::default(),
            values: [const { Value::Undefined }; 11],
            clear: None,
            random: None,
            validators: Vec::new(),
            mask: None,
            children: Vec::new(),
            choices: Vec::new(),
            others_as_comment: None,
            texts: Default::default(),
            by_url: false,
            rows: Vec::new(),
            columns: Vec::new(),
            template: Vec::new(),
            details: Vec::new(),
            count: 0,
            min: 0,
            max: 0,
            bound: Box::default(),
            totals: Vec::new(),
        }
    }

    pub(super) fn is(&self, flag: Flag) -> bool {
        self.flags.get(flag as usize) == Some(&true)
    }

    pub(super) fn unset(&mut self, flag: Flag) {
        if let Some(flag) = self.flags.get_mut(flag as usize) {
            *flag = false;
        }
    }

    pub(super) fn rule(&self, when: When) -> Option<&Rule> {
        self.rules.get(when as usize)?.as_ref()
    }

    pub(super) fn word(&self, word: Word) -> &str {
        self.words.get(word as usize).map_or("", |word| word)
    }

    /// A value; undefined where none is given.
    pub(super) fn value(&self, given: Given) -> &Answer {
        self.values.get(given as usize).unwrap_or(&NOTHING)
    }

    /// A value that is more than nothing.
    pub(super) fn some_value(&self, given: Given) -> Option<&Answer> {
        Some(self.value(given)).filter(|value| !value.is_empty())
    }

    pub(super) fn number(&self, given: Given) -> Option<f64> {
        self.value(given).as_number()
    }

    pub(super) fn count(&self, given: Given) -> Option<usize> {
        self.number(given).map(super::fields::whole)
    }

    /// The items that a dynamic question begins with, where they have a default.
    pub(super) fn default_items(&self) -> Answer {
        match (self.value(Given::DefaultItem), self.count.max(self.min).min(self.max)) {
            (Value::Undefined, _) | (_, 0) => Value::Undefined,
            (item, count) => Value::list((0..count).map(|_| item.clone()).gather()),
        }
    }
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
    /// Whether the preview shows only what is answered, if anything is.
    pub(super) previews_answers: bool,
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
    /// What stands for a spec that does not exist.
    pub(super) blank: Spec,
}

impl Document {
    /// What the document says of a page, panel or question.
    #[inline(never)]
    pub(super) fn spec(&self, spec: u32) -> &Spec {
        self.specs.get(spec as usize).unwrap_or(&self.blank)
    }
}
