//! What a column can say, and what shops call such columns.

/// What a column can say about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who bought or looked.
    Member,
    /// In which visit.
    Session,
    /// In which order.
    Order,
    /// What.
    Item,
    /// What the item is called.
    Name,
    /// When: the day, or the moment.
    Time,
    /// The time of day, where it stands apart.
    Clock,
    /// How many; a negative number is a return.
    Quantity,
    /// The price of one.
    Price,
    /// What all of the row cost.
    Amount,
    /// The item's category.
    Category,
    /// What happened: a view, a purchase.
    Event,
    /// How many pieces of the item there are, or whether there are any.
    Stock,
    /// The group that the customer belongs to.
    Segment,
    /// What the weather was.
    Weather,
    /// Where it was bought.
    Place,
    /// What is earned with one.
    Margin,
    /// When the item came into the shop.
    Added,
    /// The currency of the row's price.
    Currency,
    /// Through which channel it was sold.
    Channel,
    /// The country that the member lives in.
    Country,
}

impl Role {
    /// How many there are.
    pub const COUNT: usize = Role::Country as usize + 1;

    /// The flag that names the column, without its dashes.
    #[must_use]
    pub fn flag(self) -> &'static str {
        match self {
            Role::Member => "member",
            Role::Session => "session",
            Role::Order => "order",
            Role::Item => "item",
            Role::Name => "name",
            Role::Time => "time",
            Role::Clock => "clock",
            Role::Quantity => "quantity",
            Role::Price => "price",
            Role::Amount => "amount",
            Role::Category => "category",
            Role::Event => "event",
            Role::Stock => "stock",
            Role::Segment => "segment",
            Role::Weather => "weather",
            Role::Place => "place",
            Role::Margin => "margin",
            Role::Added => "added",
            Role::Currency => "currency-column",
            Role::Channel => "channel",
            Role::Country => "country",
        }
    }

    /// What the flag is for.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Role::Member => "The column with the member's number",
            Role::Session => "The column with the session's number: the log is one of visits",
            Role::Order => "The column with the order or invoice number",
            Role::Item => "The column with the item's number",
            Role::Name => "The column with the item's name",
            Role::Time => "The column with the day, or the day and time",
            Role::Clock => "The column with the time of day, where it stands apart from the day",
            Role::Quantity => "The column with the number of units; a negative one is a return",
            Role::Price => "The column with the price of one unit",
            Role::Amount => "The column with the amount of the whole row",
            Role::Category => "The column with the item's category",
            Role::Event => "The column that says what happened: a view, a purchase",
            Role::Stock => "The column with the stock of the item: a number of pieces, or yes or no",
            Role::Segment => {
                "The column with the group that the customer belongs to, such as the country: each has favourites of its own"
            }
            Role::Weather => "The column that says what the weather was",
            Role::Place => "The column that says where it was bought",
            Role::Margin => "The column of the catalogue with what is earned with one unit",
            Role::Added => "The column of the catalogue with the day on which the item came into the shop",
            Role::Currency => "The column with the currency; rows in another currency are counted and left out",
            Role::Channel => "The column with the sales channel",
            Role::Country => "The column with the member's country",
        }
    }

    /// Names that such a column goes by, in lower case without spaces and signs; the likeliest first.
    #[rustfmt::skip]
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Role::Member => &[
                "memberid", "member", "memberno", "customerid", "customer", "customerno", "customernumber", "userid",
                "user", "clientid", "buyerid", "householdid", "household", "visitorid", "会员号", "会员编号", "会员",
                "客户编号", "顾客编号", "用户",
            ],
            Role::Session => &["sessionid", "session", "visitid", "visit", "会话", "会话编号"],
            Role::Order => &[
                "orderid", "order", "orderno", "ordernumber", "invoiceno", "invoice", "invoiceid", "transactionid",
                "transaction", "basketid", "basket", "receipt", "receiptno", "订单号", "订单编号", "单号",
            ],
            Role::Item => &[
                "itemid", "item", "productid", "sku", "product", "productcode", "stockcode", "articleid", "asin",
                "商品编号", "商品编码", "货号", "商品",
            ],
            Role::Name => &["productname", "description", "name", "itemname", "title", "商品名称", "名称", "品名", "商品"],
            Role::Time => &[
                "orderedat", "createdat", "timestamp", "datetime", "eventtime", "invoicedate", "orderdate",
                "purchasedate", "transactiontimestamp", "transactiondate", "eventdate", "date", "at", "time",
                "下单时间", "订单时间", "日期", "下单日期", "时间",
            ],
            Role::Clock => &["timeofday", "ordertime", "time", "时间"],
            Role::Quantity => &["quantity", "qty", "units", "cds", "数量", "件数"],
            Role::Price => &["unitprice", "price", "单价", "价格", "售价"],
            Role::Amount => &[
                "amount", "lineamount", "linetotal", "salesvalue", "total", "revenue", "spend", "sales", "金额", "小计",
            ],
            Role::Category => &["category", "productcategory", "categoryid", "department", "类别", "分类", "品类"],
            Role::Event => &["event", "eventtype", "eventkind", "action", "behavior", "behaviour", "行为"],
            Role::Stock => &["stock", "instock", "stocklevel", "inventory", "available", "availability", "库存", "有货"],
            Role::Segment => &["segment", "customersegment", "membersegment", "客群", "人群"],
            Role::Weather => &["weather", "天气"],
            Role::Place => &["place", "location", "地点"],
            Role::Margin => &["margin", "unitmargin", "毛利"],
            Role::Added => &["added", "addedat", "launched", "launchdate", "availablefrom", "上架时间", "上架日期"],
            Role::Currency => &["currency", "currencycode", "币种", "货币"],
            Role::Channel => &["channel", "saleschannel", "渠道"],
            Role::Country => &["country", "国家"],
        }
    }
}
