//! Reads what is particular to a question: its choices, rows, columns, templates and limits.

use super::Answer;
use super::document::{Reading, blank};
use super::fields::Fields;
use super::pattern::Pattern;
use super::spec::*;
use crate::expr::{Value, replaced};
use crate::kernel::Result;

impl Reading<'_> {
    pub(super) fn details(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        spec.default = fields.get("defaultValue").cloned().unwrap_or(Value::Undefined);
        spec.correct = fields.get("correctAnswer").cloned().unwrap_or(Value::Undefined);
        spec.default_rule = self.rule(fields, "defaultValueExpression");
        spec.set_if = self.rule(fields, "setValueIf");
        spec.set_rule = self.rule(fields, "setValueExpression");
        spec.reset_if = self.rule(fields, "resetValueIf");
        spec.clear = Clear::read(fields.text("clearIfInvisible"));
        spec.comment = fields.flag(&["showCommentArea", "hasComment", "showComment"]);
        spec.comment_required = fields.flag(&["isCommentRequired"]);
        if spec.kind == Kind::Expression {
            spec.formula = self.rule(fields, "expression");
        }
        spec.validators = self.validators(fields);
        *spec.input = self.input(fields);
        if spec.kind.has_choices() || matches!(spec.kind, Kind::Rating | Kind::Imagemap) {
            spec.select = Some(Box::new(self.select(fields, spec.kind)?));
        }
        self.warn_items(fields, "rows", &["itemvalue"]);
        match spec.kind {
            Kind::Matrix | Kind::MatrixDropdown => spec.grid = Some(Box::new(self.grid(fields, spec.kind)?)),
            Kind::Multipletext => {
                spec.grid = Some(Box::new(Grid { rows: self.text_items(fields)?, ..Grid::default() }))
            }
            _ => {}
        }
        if spec.kind.is_dynamic() {
            spec.dynamic = Some(Box::new(self.dynamic(fields, spec.kind)?));
        }
        if spec.kind == Kind::Multipletext {
            self.multiple_text(fields, spec)?;
        }
        Ok(())
    }

    fn input(&mut self, fields: &Fields<'_>) -> Input {
        let value = |name: &str| fields.get(name).filter(|value| !value.is_empty()).cloned();
        Input {
            kind: fields.text("inputType").unwrap_or("text").into(),
            min: value("min"),
            max: value("max"),
            min_rule: self.rule(fields, "minValueExpression"),
            max_rule: self.rule(fields, "maxValueExpression"),
            min_length: fields.count("minLength"),
            true_value: value("valueTrue"),
            false_value: value("valueFalse"),
            min_count: fields.count("minSelectedChoices"),
            max_count: fields.count("maxSelectedChoices"),
            mask: super::mask::Mask::read(fields),
        }
    }

    fn select(&mut self, fields: &Fields<'_>, kind: Kind) -> Result<Select> {
        let (list, class) = choice_class(kind);
        self.warn_items(fields, list, &[class]);
        let mut choices = self.choices(fields, list)?;
        for number in numbers(fields) {
            choices.push(self.choice(&Fields::new(&number, fields.at("choicesMin")), &number)?);
        }
        Ok(Select {
            choices,
            visible_if: self.rule(fields, "choicesVisibleIf"),
            enable_if: self.rule(fields, "choicesEnableIf"),
            other: fields.flag(&["showOtherItem", "hasOther"]),
            others_as_comment: fields.maybe(&["storeOthersAsComment"]),
            none: fields.flag(&["showNoneItem", "hasNone"]),
            refuse: fields.flag(&["showRefuseItem"]),
            dont_know: fields.flag(&["showDontKnowItem"]),
            all: fields.flag(&["showSelectAllItem", "hasSelectAll"]),
            texts: ["noneText", "refuseText", "dontKnowText", "otherText", "selectAllText"]
                .map(|name| fields.local(name)),
            from: fields.name("choicesFromQuestion"),
            from_mode: fields.name("choicesFromQuestionMode"),
            values_from: fields.name("choiceValuesFromQuestion"),
            order: fields.name("choicesOrder"),
            value_property: fields.name("valuePropertyName"),
            hide_empty: fields.flag(&["hideIfChoicesEmpty"]),
            lazy: fields.flag(&["choicesLazyLoadEnabled"]),
            custom: fields.flag(&["allowCustomChoices"]),
            by_url: fields.get("choicesByUrl").is_some_and(|value| !value.is_empty()),
            multiple: fields.flag(&["multiSelect"]),
            partly: fields.flag(&["selectToRankEnabled"]),
        })
    }

    fn choices(&mut self, fields: &Fields<'_>, list: &str) -> Result<Vec<Choice>> {
        let items = fields.list(list).iter().enumerate();
        items.map(|(index, item)| self.choice(&Fields::new(item, fields.item(list, index)), item)).collect()
    }

    /// Names what is unknown in the items of a list.
    fn warn_items(&mut self, fields: &Fields<'_>, list: &str, classes: &[&str]) {
        for (index, item) in fields.list(list).iter().enumerate() {
            self.warn(&Fields::new(item, fields.item(list, index)), classes);
        }
    }

    fn choice(&mut self, fields: &Fields<'_>, item: &Answer) -> Result<Choice> {
        let object = matches!(item, Value::Object(_));
        let name = || fields.get("name").or_else(|| fields.get("id"));
        let value =
            if object { fields.get("value").or_else(name).cloned().unwrap_or(Value::Undefined) } else { item.clone() };
        Ok(Choice {
            value,
            text: if fields.get("text").is_some() { fields.local("text") } else { fields.local("title") },
            visible_if: self.rule(fields, "visibleIf"),
            enable_if: self.rule(fields, "enableIf"),
            score: fields.number("score"),
            elements: self.elements(fields, "elements")?,
            with_comment: fields.flag(&["showCommentArea"]),
            comment_required: fields.flag(&["isCommentRequired"]),
        })
    }

    fn grid(&mut self, fields: &Fields<'_>, kind: Kind) -> Result<Grid> {
        if kind == Kind::Matrix {
            self.warn_items(fields, "columns", &["matrixcolumn"]);
        }
        Ok(Grid {
            rows: self.choices(fields, "rows")?,
            columns: self.choices(fields, "columns")?,
            rows_visible_if: self.rule(fields, "rowsVisibleIf"),
            columns_visible_if: self.rule(fields, "columnsVisibleIf"),
            all_required: fields.flag(&["eachRowRequired", "isAllRowRequired"]),
            all_unique: fields.flag(&["eachRowUnique"]),
            hide_empty: fields.flag(&["hideIfRowsEmpty"]),
        })
    }

    fn text_items(&mut self, fields: &Fields<'_>) -> Result<Vec<Choice>> {
        self.choices(fields, "items")
    }

    /// The fields of a multiple text are questions of one item.
    fn multiple_text(&mut self, fields: &Fields<'_>, spec: &mut Spec) -> Result<()> {
        let mut template = Vec::new();
        for (index, item) in fields.list("items").iter().enumerate() {
            let item = Fields::new(item, fields.item("items", index));
            self.warn(&item, &["multipletextitem", "text"]);
            let field = self.question(&item, Kind::Text)?;
            template.push(self.add(field)?);
        }
        spec.dynamic = Some(Box::new(Dynamic { template, count: Some(1), max: 1, ..Dynamic::default() }));
        Ok(())
    }

    fn dynamic(&mut self, fields: &Fields<'_>, kind: Kind) -> Result<Dynamic> {
        let panels = kind == Kind::PanelDynamic;
        let default = if panels { 0 } else { 2 };
        let (count, min, max) = if panels {
            ("panelCount", "minPanelCount", "maxPanelCount")
        } else {
            ("rowCount", "minRowCount", "maxRowCount")
        };
        let mut dynamic = Dynamic {
            count: Some(fields.count(count).unwrap_or(default)),
            min: fields.count(min).unwrap_or(0),
            max: fields.count(max).filter(|max| *max > 0).unwrap_or(1000),
            default_item: fields.any(&["defaultPanelValue", "defaultRowValue"]).cloned(),
            key: fields.name("keyName"),
            bound: fields
                .get("bindings")
                .and_then(|bindings| bindings.field(count))
                .map_or_else(|| "".into(), |name| name.to_plain_text().into()),
            template_visible_if: self.rule(fields, "templateVisibleIf"),
            ..Dynamic::default()
        };
        if panels {
            dynamic.template = self.elements(fields, "templateElements")?;
            return Ok(dynamic);
        }
        dynamic.template = self.columns(fields, &mut dynamic.totals)?;
        if fields.text("detailPanelMode").is_some_and(|mode| mode != "none") {
            dynamic.details = self.elements(fields, "detailElements")?;
        }
        if kind == Kind::MatrixDynamic && !panels {
            dynamic.template_visible_if = self.rule(fields, "rowsVisibleIf");
        }
        Ok(dynamic)
    }

    /// The columns of a matrix, each a question of every row.
    fn columns(&mut self, fields: &Fields<'_>, totals: &mut Vec<Total>) -> Result<Vec<u32>> {
        let common = fields.text("cellType").unwrap_or("dropdown");
        let mut columns = Vec::new();
        for (index, column) in fields.list("columns").iter().enumerate() {
            let object = matches!(column, Value::Object(_));
            let name = if object { Box::from("") } else { column.to_plain_text().into() };
            let column = Fields::new(column, fields.item("columns", index));
            let class = column.text("cellType").filter(|class| *class != "default").unwrap_or(common);
            let kind = Kind::named(class).unwrap_or(Kind::Text);
            self.warn(&column, &["matrixdropdowncolumn", class]);
            let mut spec = if object { self.question(&column, kind)? } else { blank(kind, &name) };
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
        let select = spec.select.get_or_insert_default();
        if select.choices.is_empty() && select.from.is_empty() && !select.by_url {
            select.choices = self.choices(fields, "choices")?;
        }
        Ok(())
    }

    fn validators(&mut self, fields: &Fields<'_>) -> Vec<Validator> {
        let mut validators = Vec::new();
        for (index, validator) in fields.list("validators").iter().enumerate() {
            let validator = Fields::new(validator, fields.item("validators", index));
            let class = validator.text("type").unwrap_or_default();
            let class = class.strip_suffix("validator").unwrap_or(class);
            self.warn(&validator, &[&[class, "validator"].concat()]);
            let check = self.check(&validator);
            match check {
                Check::Unknown => self.note("unknown-type", validator.at("type")),
                Check::Pattern(None) => self.note("unknown-pattern", validator.at("regex")),
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
                digits: fields.maybe(&["allowDigits"]).unwrap_or(true),
            },
            "answercount" => {
                Check::Count { min: fields.count("minCount").unwrap_or(0), max: fields.count("maxCount").unwrap_or(0) }
            }
            "regex" => {
                let insensitive = fields.flag(&["caseInsensitive", "insensitive"]);
                Check::Pattern(Pattern::compile(fields.text("regex").unwrap_or_default(), insensitive))
            }
            "email" => Check::Email,
            "expression" => Check::Holds(self.rule(fields, "expression")),
            _ => Check::Unknown,
        }
    }

    pub(super) fn triggers(&mut self, fields: &Fields<'_>) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        for (index, trigger) in fields.list("triggers").iter().enumerate() {
            let trigger = Fields::new(trigger, fields.item("triggers", index));
            let class = trigger.text("type").unwrap_or_default();
            let class = class.strip_suffix("trigger").unwrap_or(class);
            self.warn(&trigger, &[&[class, "trigger"].concat()]);
            let action = self.action(&trigger);
            if matches!(action, Action::Unknown) {
                self.note("unknown-type", trigger.at("type"));
            }
            triggers.push(Trigger { rule: self.trigger_rule(&trigger), action });
        }
        triggers
    }

    fn action(&mut self, fields: &Fields<'_>) -> Action {
        let names = |list: &str| fields.list(list).iter().map(|name| name.to_plain_text().into()).collect();
        let class = fields.text("type").unwrap_or_default();
        match class.strip_suffix("trigger").unwrap_or(class) {
            "complete" => Action::Complete,
            "visible" => Action::Visible { pages: names("pages"), questions: names("questions") },
            "setvalue" => Action::Set {
                name: fields.name("setToName"),
                value: fields.get("setValue").cloned().unwrap_or(Value::Undefined),
                variable: fields.flag(&["isVariable"]),
            },
            "copyvalue" => Action::Copy {
                from: fields.name("fromName"),
                name: fields.name("setToName"),
                display: fields.flag(&["copyDisplayValue"]),
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
        let mut text = ["{", &*name, "} ", operator].concat();
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
    numbers.take_while(|number| *number <= max).map(Value::Number).collect()
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
