//! Which column says what: by flag, else by the names that shops give their columns.

use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// What a column can say about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Who bought or looked.
    Member,
    /// In which visit.
    Session,
    /// In which order.
    Order,
    /// What.
    Item,
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
}

impl Role {
    const ALL: [Role; 17] = [
        Role::Member,
        Role::Session,
        Role::Order,
        Role::Item,
        Role::Time,
        Role::Clock,
        Role::Quantity,
        Role::Price,
        Role::Amount,
        Role::Category,
        Role::Event,
        Role::Stock,
        Role::Segment,
        Role::Weather,
        Role::Place,
        Role::Margin,
        Role::Added,
    ];
    /// What a catalogue says of an item; all other columns of it are attributes.
    const OFFERED: [Role; 6] = [Role::Item, Role::Price, Role::Category, Role::Stock, Role::Margin, Role::Added];

    fn flag(self) -> &'static str {
        match self {
            Role::Member => "--member",
            Role::Session => "--session",
            Role::Order => "--order",
            Role::Item => "--item",
            Role::Time => "--time",
            Role::Clock => "--clock",
            Role::Quantity => "--quantity",
            Role::Price => "--price",
            Role::Amount => "--amount",
            Role::Category => "--category",
            Role::Event => "--event",
            Role::Stock => "--stock",
            Role::Segment => "--segment",
            Role::Weather => "--weather",
            Role::Place => "--place",
            Role::Margin => "--margin",
            Role::Added => "--added",
        }
    }

    /// Names that such a column goes by, in lower case without spaces and signs; the likeliest first.
    #[rustfmt::skip]
    fn names(self) -> &'static [&'static str] {
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
            Role::Time => &[
                "orderedat", "createdat", "timestamp", "datetime", "eventtime", "invoicedate", "orderdate",
                "purchasedate", "transactiontimestamp", "transactiondate", "eventdate", "date", "at", "time",
                "下单时间", "订单时间", "日期", "下单日期", "时间",
            ],
            Role::Clock => &["timeofday", "ordertime", "time", "时间"],
            Role::Quantity => &["quantity", "qty", "units", "数量", "件数"],
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
        }
    }
}

/// Columns named on the command line; what is not named is found by its header.
#[derive(clap::Args, Debug, Default, Clone)]
#[command(next_help_heading = "Columns of the log")]
pub struct ColumnFlags {
    /// The column with the member's number.
    #[arg(long, value_name = "COLUMN")]
    pub member: Option<String>,
    /// The column with the session's number: the log is one of visits.
    #[arg(long, value_name = "COLUMN")]
    pub session: Option<String>,
    /// The column with the order or invoice number.
    #[arg(long, value_name = "COLUMN")]
    pub order: Option<String>,
    /// The column with the item's number.
    #[arg(long, value_name = "COLUMN")]
    pub item: Option<String>,
    /// The column with the day, or the day and time.
    #[arg(long, value_name = "COLUMN")]
    pub time: Option<String>,
    /// The column with the time of day, where it stands apart from the day.
    #[arg(long, value_name = "COLUMN")]
    pub clock: Option<String>,
    /// The column with the number of units; a negative one is a return.
    #[arg(long, value_name = "COLUMN")]
    pub quantity: Option<String>,
    /// The column with the price of one unit.
    #[arg(long, value_name = "COLUMN")]
    pub price: Option<String>,
    /// The column with the amount of the whole row.
    #[arg(long, value_name = "COLUMN")]
    pub amount: Option<String>,
    /// The column with the item's category.
    #[arg(long, value_name = "COLUMN")]
    pub category: Option<String>,
    /// The column that says what happened: a view, a purchase.
    #[arg(long, value_name = "COLUMN")]
    pub event: Option<String>,
    /// The column with the stock of the item: a number of pieces, or yes or no.
    #[arg(long, value_name = "COLUMN")]
    pub stock: Option<String>,
    /// The column with the group that the customer belongs to, such as the country: each has favourites of its own.
    #[arg(long, value_name = "COLUMN")]
    pub segment: Option<String>,
    /// The column that says what the weather was.
    #[arg(long, value_name = "COLUMN")]
    pub weather: Option<String>,
    /// The column that says where it was bought.
    #[arg(long, value_name = "COLUMN")]
    pub place: Option<String>,
    /// The column of the catalogue with what is earned with one unit.
    #[arg(long, value_name = "COLUMN", requires = "items")]
    pub margin: Option<String>,
    /// The column of the catalogue with the day on which the item came into the shop.
    #[arg(long, value_name = "COLUMN", requires = "items")]
    pub added: Option<String>,
    /// Whether there is a catalogue beside the log, which may have columns that the log has not.
    #[arg(skip)]
    pub catalogue: bool,
}

impl ColumnFlags {
    fn named(&self, role: Role) -> Option<&str> {
        match role {
            Role::Member => &self.member,
            Role::Session => &self.session,
            Role::Order => &self.order,
            Role::Item => &self.item,
            Role::Time => &self.time,
            Role::Clock => &self.clock,
            Role::Quantity => &self.quantity,
            Role::Price => &self.price,
            Role::Amount => &self.amount,
            Role::Category => &self.category,
            Role::Event => &self.event,
            Role::Stock => &self.stock,
            Role::Segment => &self.segment,
            Role::Weather => &self.weather,
            Role::Place => &self.place,
            Role::Margin => &self.margin,
            Role::Added => &self.added,
        }
        .as_deref()
    }

    /// Refuses a column that is named and that no file has, neither of the log nor of the catalogue.
    ///
    /// # Errors
    /// With the flag.
    pub fn require(&self, titles: &BTreeSet<String>) -> Result<()> {
        for role in Role::ALL {
            let Some(name) = self.named(role) else { continue };
            if !titles.iter().any(|title| plain(title) == plain(name)) {
                let titles = titles.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                bail!(
                    "{} {name}: neither the log nor the catalogue has such a column; they have {titles}",
                    role.flag()
                );
            }
        }
        Ok(())
    }

    /// All columns that are named.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        Role::ALL.into_iter().filter_map(|role| self.named(role))
    }
}

/// The place of each role among the fields of a row.
#[derive(Debug, Clone)]
pub struct Columns {
    places: [Option<usize>; Role::ALL.len()],
    header: Vec<String>,
}

impl Columns {
    /// Finds the columns of a log's header. What only a catalogue says need not be there.
    ///
    /// # Errors
    /// Where a named column is not there, or no column says what everybody must know: what, when, and by whom.
    pub fn find(header: &[String], flags: &ColumnFlags) -> Result<Self> {
        let mut places = [None; Role::ALL.len()];
        for role in Role::ALL {
            if let Some(name) = flags.named(role) {
                let place = header.iter().position(|column| plain(column) == plain(name));
                let elsewhere = flags.catalogue && Role::OFFERED[1..].contains(&role);
                if place.is_none() && !elsewhere {
                    bail!("{} {name}: the file has no such column; it has {}", role.flag(), header.join(", "));
                }
                places[role as usize] = place;
            }
        }
        let columns = Columns::named(header, &Role::ALL, places);
        columns.require(&[Role::Item], "what was bought")?;
        columns.require(&[Role::Time], "when it was bought")?;
        columns.require(&[Role::Member, Role::Session, Role::Order], "by whom, in which session or in which order")?;
        Ok(columns)
    }

    /// Finds the columns of a catalogue's header.
    ///
    /// # Errors
    /// Where no column says which item it is.
    pub fn of_catalogue(header: &[String], flags: &ColumnFlags) -> Result<Self> {
        let mut places = [None; Role::ALL.len()];
        for role in Role::OFFERED {
            let flag = flags.named(role).map(plain);
            places[role as usize] = header.iter().position(|column| Some(plain(column)) == flag);
        }
        let mut columns = Columns::named(header, &Role::OFFERED, places);
        let item = &mut columns.places[Role::Item as usize];
        *item = item.or_else(|| header.iter().position(|column| plain(column) == "id"));
        columns.require(&[Role::Item], "which item it is")?;
        Ok(columns)
    }

    /// Finds by their names what is still to be found.
    fn named(header: &[String], roles: &[Role], mut places: [Option<usize>; Role::ALL.len()]) -> Columns {
        for role in roles {
            if places[*role as usize].is_none() {
                places[*role as usize] = by_name(header, *role, &places);
            }
        }
        Columns { places, header: header.to_vec() }
    }

    /// The columns that no role has, by place and header.
    pub fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let free = |(place, _): &(usize, &str)| !self.places.contains(&Some(*place));
        self.header.iter().map(String::as_str).enumerate().filter(free)
    }

    fn require(&self, roles: &[Role], what: &str) -> Result<()> {
        if roles.iter().any(|role| self.place(*role).is_some()) {
            return Ok(());
        }
        let flags = roles.iter().map(|role| format!("{} COLUMN", role.flag())).collect::<Vec<_>>().join(" or ");
        bail!("no column says {what}: name it with {flags}; the file has {}", self.header.join(", "))
    }

    /// The place of a role's column.
    pub fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }

    /// The header of a role's column, for messages.
    pub fn title(&self, role: Role) -> &str {
        self.place(role).map_or("", |place| &self.header[place])
    }

    /// All places, in order.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places: Vec<usize> = self.places.iter().flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

fn by_name(header: &[String], role: Role, taken: &[Option<usize>]) -> Option<usize> {
    role.names().iter().find_map(|name| {
        (0..header.len()).find(|place| plain(&header[*place]) == *name && !taken.contains(&Some(*place)))
    })
}

/// A header without case, spaces and signs: `Invoice No.` and `invoice_no` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
