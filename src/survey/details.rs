//! Reads what is particular to a question: its choices, rows, columns, templates and limits.

use super::Answer;
use super::document::Reading;
use super::fields::Fields;
use super::pattern::Pattern;
use super::spec::*;
use crate::expr::{Value, replaced};
use crate::kernel::Result;
use crate::kernel::gather::Gather;
use crate::kernel::text::{followed, words};

impl Reading<'_, '_> {
    pub(super) fn details(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        spec.clear = Clear::read(fields.text("clearIfInvisible"));
        if spec.kind == Kind::Expression
            && let Some(formula) = spec.rules.last_mut()
        {
            *formula = self.rule(fields, "expression");
        }
        spec.validators = self.validators(fields);
        spec.mask = super::mask::Mask::read(fields);
        if fields.text("maskType") == Some("datetime") {
            self.note("not-read", fields, "maskType");
        }
        if spec.kind.selects() {
            self.select(fields, spec)?;
        }
        self.warn_items(fields, "rows", &["itemvalue"]);
        match spec.kind {
            Kind::Matrix | Kind::MatrixDropdown => {
                if spec.kind == Kind::Matrix {
                    self.warn_items(fields, "columns", &["matrixcolumn"]);
                }
                spec.rows = self.choices(fields, "rows")?;
                spec.columns = self.choices(fields, "columns")?;
            }
            Kind::Multipletext => spec.rows = self.choices(fields, "items")?,
            _ => {}
        }
        if spec.kind.is_dynamic() {
            self.dynamic(fields, spec)?;
        }
        if spec.kind == Kind::Multipletext {
            self.multiple_text(fields, spec)?;
        }
        Ok(())
    }

    fn select(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        let (list, class) = choice_class(spec.kind);
        self.warn_items(fields, list, &[class]);
        spec.choices = self.choices(fields, list)?;
        for number in numbers(fields) {
            spec.choices.push(self.choice(&Fields::new(&number, fields.at("choicesMin")))?);
        }
        spec.others_as_comment = fields.maybe("storeOthersAsComment");
        let names = "noneText refuseText dontKnowText otherText selectAllText";
        for (text, name) in spec.texts.iter_mut().zip(words(names)) {
            *text = fields.local(name);
        }
        if matches!(spec.kind, Kind::Ranking | Kind::Imagepicker) {
            // They have no special choices.
            for flag in [Flag::Other, Flag::None, Flag::Refuse, Flag::DontKnow, Flag::All] {
                spec.unset(flag);
            }
        }
        spec.by_url = fields.get("choicesByUrl").is_some_and(|value| !value.is_empty());
        Ok(())
    }

    fn choices(&mut self, fields: &Fields<'_>, list: &str) -> Result<Vec<Choice>> {
        let mut choices = Vec::new();
        for item in fields.items(list) {
            choices.push(self.choice(&item)?);
        }
        Ok(choices)
    }

    /// Names what is unknown in the items of a list.
    fn warn_items(&mut self, fields: &Fields<'_>, list: &str, classes: &[&str]) {
        fields.items(list).iter().for_each(|item| self.warn(item, classes));
    }

    fn choice(&mut self, fields: &Fields<'_>) -> Result<Choice> {
        let value = match fields.object {
            Value::Object(_) => ["value", "name", "id"].iter().find_map(|name| fields.get(name)),
            item => Some(item),
        };
        Ok(Choice {
            value: value.cloned().unwrap_or(Value::Undefined),
            text: if fields.get("text").is_some() { fields.local("text") } else { fields.local("title") },
            visible_if: self.rule(fields, "visibleIf"),
            enable_if: self.rule(fields, "enableIf"),
            score: fields.number("score"),
            elements: self.elements(fields, "elements")?,
            with_comment: fields.flag("showCommentArea"),
            comment_required: fields.flag("isCommentRequired"),
        })
    }

    /// The fields of a multiple text are questions of one item.
    fn multiple_text(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        let mut template = Vec::new();
        for item in fields.items("items") {
            self.warn(&item, &["multipletextitem", "text"]);
            let field = self.question(&item, Kind::Text)?;
            template.push(self.add(field)?);
        }
        (spec.template, spec.count, spec.max) = (template, 1, 1);
        Ok(())
    }

    fn dynamic(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        let panels = spec.kind == Kind::PanelDynamic;
        let (default, count, min, max) = if panels {
            (0, "panelCount", "minPanelCount", "maxPanelCount")
        } else {
            (2, "rowCount", "minRowCount", "maxRowCount")
        };
        spec.count = fields.count(count).unwrap_or(default);
        spec.min = fields.count(min).unwrap_or(0);
        spec.max = fields.count(max).filter(|max| *max > 0).unwrap_or(1000);
        if let Some(name) = fields.get("bindings").and_then(|bindings| bindings.field(count)) {
            spec.bound = name.to_plain_text().into();
        }
        if panels {
            spec.template = self.elements(fields, "templateElements")?;
            return Ok(());
        }
        spec.template = self.columns(fields, &mut spec.totals)?;
        if fields.text("detailPanelMode").is_some_and(|mode| mode != "none") {
            spec.details = self.elements(fields, "detailElements")?;
        }
        Ok(())
    }

    /// Names a type of cells that there is not.
    fn warn_cell(&mut self, fields: &Fields<'_>) {
        let unknown = |class: &str| class != "default" && Kind::named(class).is_none();
        if fields.text("cellType").is_some_and(unknown) {
            self.note("unknown-type", fields, "cellType");
        }
    }

    /// The columns of a matrix, each a question of every row.
    fn columns(&mut self, fields: &Fields<'_>, totals: &mut Vec<Total>) -> Result<Vec<u32>> {
        let common = fields.text("cellType").unwrap_or("dropdown");
        self.warn_cell(fields);
        let mut columns = Vec::new();
        for column in fields.items("columns") {
            let object = matches!(column.object, Value::Object(_));
            let name = if object { Box::from("") } else { column.object.to_plain_text().into() };
            let class = column.text("cellType").filter(|class| *class != "default").unwrap_or(common);
            let kind = Kind::named(class).unwrap_or(Kind::Text);
            self.warn_cell(&column);
            self.warn(&column, &["matrixdropdowncolumn", kind.as_str()]);
            let mut spec = if object { self.question(&column, kind)? } else { Spec::new(kind, &name) };
            self.inherit_choices(fields, &mut spec)?;
            let rule = self.rule(&column, "totalExpression");
            let word = column.text("totalType").unwrap_or("none");
            if rule.is_some() || word != "none" {
                totals.push(Total { name: spec.name.clone(), kind: word.into(), rule });
            }
            columns.push(self.add(spec)?);
        }
        Ok(columns)
    }

    /// A column without choices has those of its matrix.
    fn inherit_choices(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        if !spec.kind.has_choices() {
            return Ok(());
        }
        if spec.choices.is_empty() && spec.word(Word::From).is_empty() && !spec.by_url {
            spec.choices = self.choices(fields, "choices")?;
        }
        Ok(())
    }

    fn validators(&mut self, fields: &Fields<'_>) -> Vec<Validator> {
        let mut validators = Vec::new();
        for validator in fields.items("validators") {
            let class = validator.text("type").unwrap_or_default();
            let class = class.strip_suffix("validator").unwrap_or(class);
            self.warn(&validator, &[&followed(class, "validator")]);
            let check = self.check(&validator);
            match check {
                Check::Unknown => self.note("unknown-type", &validator, "type"),
                Check::Pattern(None) => self.note("unknown-pattern", &validator, "regex"),
                _ => {}
            }
            validators.push(Validator {
                check,
                text: validator.local("text"),
                warning: matches!(validator.text("notificationType"), Some("warning" | "info")),
            });
        }
        validators
    }

    fn check(&mut self, fields: &Fields<'_>) -> Check {
        let class = fields.text("type").unwrap_or_default();
        match class.strip_suffix("validator").unwrap_or(class) {
            "numeric" => Check::Numeric { min: fields.number("minValue"), max: fields.number("maxValue") },
            "text" => Check::Length {
                min: fields.count("minLength").unwrap_or(0),
                max: fields.count("maxLength").unwrap_or(0),
                digits: fields.maybe("allowDigits").unwrap_or(true),
            },
            "answercount" => {
                Check::Count { min: fields.count("minCount").unwrap_or(0), max: fields.count("maxCount").unwrap_or(0) }
            }
            "regex" => {
                let insensitive = fields.flag("caseInsensitive/insensitive");
                Check::Pattern(Pattern::compile(fields.text("regex").unwrap_or_default(), insensitive))
            }
            "email" => Check::Email,
            "expression" => Check::Holds(self.rule(fields, "expression")),
            _ => Check::Unknown,
        }
    }

    pub(super) fn triggers(&mut self, fields: &Fields<'_>) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        for trigger in fields.items("triggers") {
            let class = trigger.text("type").unwrap_or_default();
            let class = class.strip_suffix("trigger").unwrap_or(class);
            self.warn(&trigger, &[&followed(class, "trigger")]);
            let action = self.action(&trigger);
            match &action {
                Action::Unknown => self.note("unknown-type", &trigger, "type"),
                Action::Skip { to } if self.misses(to) => self.note("unknown-value", &trigger, "gotoName"),
                _ => {}
            }
            triggers.push(Trigger { rule: self.trigger_rule(&trigger), action });
        }
        triggers
    }

    fn action(&mut self, fields: &Fields<'_>) -> Action {
        let names = |list: &str| fields.list(list).iter().map(|name| name.to_plain_text().into()).gather();
        let class = fields.text("type").unwrap_or_default();
        match class.strip_suffix("trigger").unwrap_or(class) {
            "complete" => Action::Complete,
            "visible" => Action::Visible { pages: names("pages"), questions: names("questions") },
            "setvalue" => Action::Set {
                name: fields.name("setToName"),
                value: fields.get("setValue").cloned().unwrap_or(Value::Undefined),
                variable: fields.flag("isVariable"),
            },
            "copyvalue" => Action::Copy {
                from: fields.name("fromName"),
                name: fields.name("setToName"),
                display: fields.flag("copyDisplayValue"),
            },
            "skip" => Action::Skip { to: fields.name("gotoName") },
            "runexpression" => Action::Run { rule: self.rule(fields, "runExpression"), name: fields.name("setToName") },
            _ => Action::Unknown,
        }
    }

    /// The condition; older documents say it in three fields.
    fn trigger_rule(&mut self, fields: &Fields<'_>) -> Option<super::rule::Rule> {
        if fields.get("expression").is_some() {
            return self.rule(fields, "expression");
        }
        let name = fields.name("name");
        let operator = fields.text("operator").unwrap_or("equal");
        if name.is_empty() {
            return None;
        }
        let mut text = followed(&followed("{", &name), &followed("} ", operator));
        if !matches!(operator, "empty" | "notempty") {
            text.push(' ');
            quote(fields.get("value").unwrap_or(&Value::Undefined), &mut text);
        }
        super::rule::Rule::compile(&text, self.store).ok()
    }
}

/// Where a question has its choices, and their class.
fn choice_class(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Rating => ("rateValues", "ratingitem"),
        Kind::Imagemap => ("areas", "imagemaparea"),
        Kind::Imagepicker => ("choices", "imageitemvalue"),
        Kind::Checkbox | Kind::Tagbox | Kind::Ranking => ("choices", "checkboxitem"),
        _ => ("choices", "choiceitem"),
    }
}

/// The choices from `choicesMin` to `choicesMax`, a thousand at most.
fn numbers(fields: &Fields<'_>) -> Vec<Answer> {
    let (Some(min), Some(max)) = (fields.number("choicesMin"), fields.number("choicesMax")) else { return Vec::new() };
    let step = fields.number("choicesStep").filter(|step| *step > 0.0).unwrap_or(1.0);
    let numbers = (0..1000_u32).map(|at| min + f64::from(at) * step);
    numbers.take_while(|number| *number <= max).map(Value::Number).gather()
}

/// A value as the language writes it.
fn quote(value: &Answer, out: &mut String) {
    match value {
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                quote(item, out);
            }
            out.push(']');
        }
        Value::Text(text) => {
            out.push('\'');
            out.push_str(&replaced(text, "'", ["\\'"; 2]));
            out.push('\'');
        }
        other => out.push_str(&other.to_plain_text()),
    }
}
