//! The words of the page, in both languages.

use crate::check::Reason;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The file of the page.
    pub fn file(self) -> &'static str {
        self.say("report.html", "report.zh-CN.html")
    }

    pub(super) fn tag(self) -> &'static str {
        self.say("en", "zh-CN")
    }

    pub(super) fn name(self) -> &'static str {
        self.say("English", "中文")
    }

    pub(super) fn say(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    pub(super) fn reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Return => self.say("goods that came back, or nothing taken", "退货，或数量为零"),
            Reason::OtherEvent => self.say("events that were not asked for", "未选用的事件"),
            Reason::Fields => {
                self.say("not as many fields as the header, or no JSON object", "字段数与表头不符，或不是 JSON 对象")
            }
            Reason::Encoding => self.say("not UTF-8", "不是 UTF-8 文本"),
            Reason::NoItem => self.say("no item", "缺少商品"),
            Reason::Nobody => self.say("no member, session or order", "缺少会员、会话或订单"),
            Reason::Time => self.say("not a time", "时间无法识别"),
            Reason::Quantity => self.say("not a quantity", "数量不是数字"),
            Reason::Price => self.say("not a price", "价格不是数字"),
            Reason::Stock => self.say("not a stock", "库存无法识别"),
        }
    }

    pub(super) fn stage(self, name: &'static str) -> &'static str {
        match name {
            "read" => self.say("reading and checking", "读取与检查"),
            "steps" => self.say("steps and counts", "步骤与计数"),
            "catalogue" => self.say("the catalogue", "商品目录"),
            "sample" => self.say("the sample", "抽样"),
            "search" => self.say("search for settings", "搜索参数"),
            "measure" => self.say("measuring the quality", "衡量质量"),
            "pairs" => self.say("pairs of items", "商品对"),
            "links" => self.say("strongest links", "最强关联"),
            "linear" => self.say("linear weights", "线性权重"),
            "context" => self.say("moments and groups", "情境与客群"),
            "content" => self.say("items that nobody bought", "无人购买的商品"),
            "order" => self.say("order of the items", "商品的排列"),
            "sizes" => self.say("sizes of packs", "比较包的大小"),
            "pack" => self.say("packing", "打包"),
            other => other,
        }
    }
}
