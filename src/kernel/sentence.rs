//! Errors in words. The wasm does without: there, the package's locale files do the same in JavaScript.

use super::error::Error;
use super::json::Json;
use std::sync::LazyLock;

/// A language in which the engine's errors can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    SimplifiedChinese,
}

impl Language {
    fn sentences(self) -> Option<&'static Json<'static>> {
        static ENGLISH: LazyLock<Option<Json<'static>>> =
            LazyLock::new(|| Json::parse(include_str!("../../locales/en.json")).ok());
        static CHINESE: LazyLock<Option<Json<'static>>> =
            LazyLock::new(|| Json::parse(include_str!("../../locales/zh-CN.json")).ok());
        match self {
            Language::English => ENGLISH.as_ref(),
            Language::SimplifiedChinese => CHINESE.as_ref(),
        }
    }
}

impl Error {
    /// What is wrong and what would be right, in a language.
    ///
    /// ```
    /// use patronage::kernel::sentence::Language;
    /// use patronage::loyalty::Program;
    /// let error = Program::parse(r#"{ "currency": "CNY", "timeZone": "Asia/Shanghai" }"#).unwrap_err();
    /// assert_eq!(error.sentence(Language::English), "The field “earn” is missing.");
    /// assert_eq!(error.sentence(Language::SimplifiedChinese), "缺少字段“earn”。");
    /// ```
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let sentences = language.sentences();
        let template = sentences.and_then(|sentences| self.template(sentences.get("errors")?));
        template.map_or_else(|| self.code().as_str().to_owned(), |template| self.fill(template, sentences))
    }

    /// The template of the code: the variant that fits the parameters, or the plain one.
    fn template<'t>(&self, templates: &'t Json<'_>) -> Option<&'t str> {
        let variant = |(name, value): &(&str, String)| {
            let code = self.code().as_str();
            let of = |suffix: &str| templates.get(&[code, ".", suffix].concat()).and_then(Json::as_text);
            of(value).or_else(|| of(name))
        };
        self.params().iter().find_map(variant).or_else(|| templates.get(self.code().as_str())?.as_text())
    }

    /// The template with its gaps filled; `{name:words}` looks the parameter up among the language's words.
    fn fill(&self, template: &str, sentences: Option<&Json<'_>>) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((gap, after)) = after.split_once('}') else { break };
            let name = gap.split(':').next().unwrap_or(gap);
            let found = self.params().iter().find(|(param, _)| *param == name).map(|(_, value)| &**value);
            let word = || sentences?.get("words")?.get(found?)?.as_text();
            let text = if gap.ends_with(":words") { word().or(found) } else { found };
            out.push_str(text.unwrap_or(name));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}
