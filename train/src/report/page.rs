//! The report as a page: one file that asks no network for anything.

use super::plot::{Bar, bars, escaped, line};
use super::words::Language;
use super::{Kept, Lifted, Report};
use crate::linear::Blend;
use crate::search::{Blended, Kind, Measure};
use patronage::kernel::calendar::Date;

const STYLE: &str = "
:root { color-scheme: light dark; --own: #0b6e4f; --bar: #9db4ab; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: start; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
svg { width: 100%; height: auto; } svg text { font-size: 13px; fill: currentColor; }
svg rect, svg circle { fill: var(--bar); } svg .own, svg circle { fill: var(--own); }
svg polyline { fill: none; stroke: var(--own); stroke-width: 2; }
code { overflow-wrap: anywhere; } @media (prefers-color-scheme: dark) { :root { --own: #4fc79a; --bar: #56685f; } }
";

/// The page in one language.
pub fn page(report: &Report, language: Language) -> String {
    let say = |english, chinese| language.say(english, chinese);
    let title = say("What the log taught", "从日志中学到了什么");
    let others = Language::ALL.iter().filter(|other| **other != language);
    let others: String = others
        .map(|other| format!("<a hreflang=\"{}\" href=\"{}\">{}</a>", other.tag(), other.file(), other.name()))
        .collect();
    let sections = [
        (say("The log", "日志"), log(report, language)),
        (say("How good the recommendations are", "推荐效果"), quality(report, language)),
        (say("Counted links and linear weights", "计数关联与线性权重"), linear(report, language)),
        (say("How long the lists are", "列表长度"), neighbours(report, language)),
        (say("What was left out", "未采用的行"), dropped(report, language)),
        (say("The settings that were found", "找到的参数"), settings(report, language)),
        (say("The files", "文件"), files(report, language)),
        (say("How long it took", "用时"), stages(report, language)),
    ];
    let told = sections.iter().filter(|(_, text)| !text.is_empty());
    let body: String = told.map(|(heading, text)| format!("<h2>{heading}</h2>\n{text}\n")).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
        <body>\n<h1>{title}</h1>\n<p>{} · {others}</p>\n{body}</body>\n</html>\n",
        language.tag(),
        escaped(&report.trainer)
    )
}

fn log(report: &Report, language: Language) -> String {
    let say = |english, chinese| language.say(english, chinese);
    let owners = match report.kind {
        Kind::Sessions => [say("sessions", "会话"), say("events", "事件")],
        Kind::Orders => [say("members", "会员"), say("orders", "订单")],
    };
    table(&[
        (say("rows", "行"), number(report.rows)),
        (say("rows that count", "采用的行"), number(report.lines)),
        (owners[0], number(report.sequences)),
        (owners[1], number(report.steps)),
        (say("items", "商品"), number(report.items)),
        (say("items that nobody has bought yet", "尚无人购买的商品"), number(report.catalogue.unbought)),
        (say("of them recommended for what they are like", "其中按相似商品推荐的"), number(report.catalogue.linked)),
        (say("items out of stock", "无库存的商品"), number(report.catalogue.sold_out)),
        (say("differences by the moment", "情境差异"), number(report.lifts)),
        (say("groups of customers", "客群"), escaped(&report.segments.join(", "))),
        (say("left out, with more than 10,000 values", "取值超过一万个而未采用"), report.crowded.join(", ")),
        (say("from", "起"), day(report.from)),
        (say("until", "止"), day(report.until)),
    ])
}

fn quality(report: &Report, language: Language) -> String {
    let say = |english, chinese| language.say(english, chinese);
    let quality = &report.quality;
    if quality.model.cases == 0 {
        let small = say(
            "The log is too small to hold anything back: nothing was measured.",
            "日志太小，无法留出任何部分，因此没有评测。",
        );
        return format!("<p>{small}</p>\n");
    }
    let how = match report.kind {
        Kind::Sessions => say(
            "The latest sessions were held back; each of their events was predicted from those before it.",
            "保留最新的会话；用此前的事件预测其中每个事件。",
        ),
        Kind::Orders => say(
            "The last order of every third member was held back and predicted from the orders before it.",
            "每三位会员保留一位的最后一单，用其此前的订单预测。",
        ),
    };
    let settings = say("No setting was chosen by them.", "参数的选择没有用到它们。");
    let plots: String = (0..2)
        .map(|which| {
            let value = |measure: &Measure| if which == 0 { measure.found } else { measure.rank };
            let bar = |name: &str, measure: &Measure, own| Bar {
                name: name.to_owned(),
                length: value(measure),
                says: format!("{:.4}", value(measure)),
                own,
            };
            let lifted = quality
                .lifted
                .as_ref()
                .map(|lifted| bar(say("by the moment too", "加上情境差异"), &lifted.model, true));
            let others = [
                bar(say("popular items for everybody", "热门商品"), &quality.popularity, false),
                bar(say("what the member took before", "会员常买"), &quality.personal, false),
            ];
            let rows: Vec<Bar> = [bar(say("this model", "本模型"), &quality.model, true)]
                .into_iter()
                .chain(lifted)
                .chain(others)
                .collect();
            format!("<h3>{}</h3>\n{}\n", quality.names[which], bars(quality.names[which], &rows))
        })
        .collect();
    let lifted = quality.lifted.as_ref().map(|lifted| moments(lifted, quality.model.cases, language));
    format!("<p>{how} {settings} ({})</p>\n{plots}{}", number(quality.model.cases), lifted.unwrap_or_default())
}

/// What is measured with the moment of what is predicted.
fn moments(lifted: &Lifted, cases: u64, language: Language) -> String {
    let (lifts, touched, cases) = (number(lifted.lifts), number(lifted.touched), number(cases));
    match language {
        Language::English => format!(
            "<p>By the moment too: {lifts} differences, learnt without what was held back, multiply the scores where one \
            holds at the moment of what is predicted, which was so for {touched} of {cases}.</p>\n"
        ),
        Language::Chinese => format!(
            "<p>加上情境差异：不看保留的部分，另学得 {lifts} 项差异；被预测者所处的情境符合某项时，分数随之相乘，\
            {cases} 次预测中有 {touched} 次如此。</p>\n"
        ),
    }
}

fn neighbours(report: &Report, language: Language) -> String {
    let say = |english, chinese| language.say(english, chinese);
    let [found, rank] = report.quality.names;
    let size = |kept: &Kept| if kept.bytes > 0 { format!(" · {}", bytes(kept.bytes)) } else { String::new() };
    let point = |kept: &Kept| {
        (format!("{}{}", kept.neighbours, size(kept)), kept.measure.total(), format!("{:.4}", kept.measure.total()))
    };
    let points: Vec<_> = report.neighbours.iter().map(point).collect();
    let chosen = say("links an item keeps", "每个商品保留的关联数");
    format!(
        "<p>√({found} × {rank}). {chosen}: <strong>{}</strong></p>\n{}",
        report.settings.neighbours,
        line(say("quality by length", "质量与长度"), &points)
    )
}

/// Nothing where counted links alone were tried.
fn linear(report: &Report, language: Language) -> String {
    if report.linear.tried.len() < 2 {
        return String::new();
    }
    let say = |english, chinese| language.say(english, chinese);
    let [found, rank] = report.quality.names;
    let about = say(
        "items that linear weights would be for; all others keep counted links",
        "可用线性权重的商品数，其余商品保持计数关联",
    );
    let part = match report.kind {
        Kind::Sessions => say("their part of what was seen", "它们占全部浏览的比例"),
        Kind::Orders => say("their part of what was bought", "它们占全部购买的比例"),
    };
    let name = |linear: Option<Blend>| match linear {
        None => say("counted links alone", "仅计数关联").to_owned(),
        Some(blend) => blended(blend, language),
    };
    let bar = |tried: &Blended| Bar {
        name: name(tried.linear),
        length: tried.measure.total(),
        says: format!("{:.4} / {:.4}", tried.measure.found, tried.measure.rank),
        own: tried.linear == report.settings.linear,
    };
    let tried: Vec<Bar> = report.linear.tried.iter().map(bar).collect();
    format!(
        "<p>√({found} × {rank}), {found} / {rank}</p>\n{}\n<p>{about}: {}. {part}: {:.1} %.</p>",
        bars(say("quality by kind of link", "各类关联的质量"), &tried),
        number(report.linear.items),
        report.linear.part * 100.0
    )
}

fn blended(Blend { ridge, share }: Blend, language: Language) -> String {
    let (linear, of) = (language.say("linear, share", "线性，比例"), language.say("ridge", "岭"));
    format!("{linear} {share}, {of} {ridge}")
}

fn dropped(report: &Report, language: Language) -> String {
    let rows: String = report
        .dropped
        .iter()
        .map(|(reason, tally)| {
            let first = tally.examples.first();
            let shown =
                first.map(|example| format!("{}:{} {} {:?}", example.file, example.row, example.column, example.found));
            format!(
                "<tr><td>{}<br><code>{}</code></td><td class=\"number\">{}</td></tr>\n",
                language.reason(reason),
                escaped(&shown.unwrap_or_default()),
                number(tally.count)
            )
        })
        .collect();
    if rows.is_empty() {
        format!("<p>{}</p>", language.say("Nothing.", "无。"))
    } else {
        format!("<table>\n{rows}</table>")
    }
}

fn settings(report: &Report, language: Language) -> String {
    let Ok(serde_json::Value::Object(settings)) = serde_json::to_value(report.settings) else { return String::new() };
    let row = |(name, value): (&String, &serde_json::Value)| {
        let value = match (value.as_f64(), report.settings.linear) {
            (Some(value), _) => setting(value),
            (None, Some(blend)) => blended(blend, language),
            (None, None) => "–".to_owned(),
        };
        format!("<tr><td><code>{name}</code></td><td class=\"number\">{value}</td></tr>\n")
    };
    let rows: String = settings.iter().map(row).collect();
    format!("<p>{}: {}</p>\n<table>\n{rows}</table>", language.say("tried", "尝试次数"), report.tried)
}

fn files(report: &Report, language: Language) -> String {
    let total: u64 = report.files.iter().map(|file| file.bytes).sum();
    let chunks = report.files.len().saturating_sub(1);
    let head = report.files.first().map_or(0, |file| file.bytes);
    table(&[
        (language.say("the head, which every page loads", "每个页面加载的头部"), bytes(head)),
        (language.say("chunks, loaded when needed", "按需加载的分块"), number(chunks as u64)),
        (language.say("all together", "合计"), bytes(total)),
    ])
}

fn stages(report: &Report, language: Language) -> String {
    let bar = |stage: &crate::stage::Timed| Bar {
        name: language.stage(stage.name).to_owned(),
        length: stage.seconds,
        says: format!("{:.1} s", stage.seconds),
        own: false,
    };
    bars(language.say("seconds by stage", "各阶段秒数"), &report.stages.iter().map(bar).collect::<Vec<_>>())
}

/// Rows without a value are left out.
fn table(rows: &[(&str, String)]) -> String {
    let told = rows.iter().filter(|(_, value)| !value.is_empty());
    let row = |(name, value): &(&str, String)| format!("<tr><td>{name}</td><td class=\"number\">{value}</td></tr>\n");
    format!("<table>\n{}</table>", told.map(row).collect::<String>())
}

/// A setting, to the fourth decimal; `report.json` has all of it.
fn setting(value: f64) -> String {
    ((value * 10_000.0).round() / 10_000.0).to_string()
}

/// A number with its thousands apart.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

fn bytes(count: u64) -> String {
    if count < 10_000 { format!("{count} B") } else { format!("{} kB", number(count / 1000)) }
}

fn day(at: i64) -> String {
    let mut text = String::new();
    if let Some(date) = i32::try_from(at.div_euclid(86_400_000)).ok().and_then(Date::from_days) {
        date.write(&mut text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{bytes, day, number, setting, table};

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(number(0), "0");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(bytes(12_345), "12 kB");
        assert_eq!(setting(1.699_999_999_999_999_7), "1.7");
        assert_eq!(setting(20.0), "20");
        assert_eq!(day(1_291_204_800_000), "2010-12-01");
    }

    #[test]
    fn a_row_without_a_value_is_left_out() {
        assert_eq!(table(&[("groups", String::new())]), "<table>\n</table>");
        assert!(table(&[("rows", number(5))]).contains("<td>rows</td>"));
    }
}
