//! Which column of the file says what: by flag, else by the names that shops give their columns.

use anyhow::{Result, bail};

/// What a column can say about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Member,
    Date,
    Time,
    Order,
    Product,
    Name,
    Category,
    Quantity,
    Price,
    Amount,
    Currency,
    Channel,
    Country,
}

impl Role {
    pub(super) const ALL: [Role; 13] = [
        Role::Member,
        Role::Date,
        Role::Time,
        Role::Order,
        Role::Product,
        Role::Name,
        Role::Category,
        Role::Quantity,
        Role::Price,
        Role::Amount,
        Role::Currency,
        Role::Channel,
        Role::Country,
    ];

    /// The flag that maps a column to this role.
    pub(super) fn flag(self) -> &'static str {
        match self {
            Role::Member => "--member",
            Role::Date => "--date",
            Role::Time => "--time",
            Role::Order => "--order",
            Role::Product => "--product",
            Role::Name => "--product-name",
            Role::Category => "--category",
            Role::Quantity => "--quantity",
            Role::Price => "--price",
            Role::Amount => "--amount",
            Role::Currency => "--currency-column",
            Role::Channel => "--channel",
            Role::Country => "--country",
        }
    }

    /// Names that such a column goes by, in lower case without spaces and signs; the likeliest first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Role::Member => &[
                "memberid",
                "member",
                "memberno",
                "customerid",
                "customer",
                "customerno",
                "customernumber",
                "userid",
                "user",
                "clientid",
                "buyerid",
                "id",
                "会员号",
                "会员编号",
                "会员",
                "客户编号",
                "顾客编号",
                "用户",
            ],
            Role::Date => &[
                "orderedat",
                "createdat",
                "timestamp",
                "datetime",
                "invoicedate",
                "orderdate",
                "purchasedate",
                "date",
                "at",
                "下单时间",
                "订单时间",
                "日期",
                "下单日期",
            ],
            Role::Time => &["time", "timeofday", "ordertime", "时间"],
            Role::Order => &[
                "orderid",
                "order",
                "orderno",
                "ordernumber",
                "invoiceno",
                "invoice",
                "invoiceid",
                "transactionid",
                "transaction",
                "receipt",
                "receiptno",
                "订单号",
                "订单编号",
                "单号",
            ],
            Role::Product => &[
                "productid",
                "sku",
                "product",
                "productcode",
                "stockcode",
                "itemid",
                "item",
                "articleid",
                "商品编号",
                "商品编码",
                "货号",
            ],
            Role::Name => {
                &["productname", "description", "name", "itemname", "title", "商品名称", "商品", "名称", "品名"]
            }
            Role::Category => &["category", "productcategory", "department", "类别", "分类", "品类"],
            Role::Quantity => &["quantity", "qty", "units", "count", "cds", "数量", "件数"],
            Role::Price => &["unitprice", "price", "单价", "价格", "售价"],
            Role::Amount => {
                &["amount", "lineamount", "linetotal", "total", "revenue", "spend", "sales", "金额", "小计"]
            }
            Role::Currency => &["currency", "currencycode", "币种", "货币"],
            Role::Channel => &["channel", "saleschannel", "渠道"],
            Role::Country => &["country", "国家"],
        }
    }
}

/// Columns named on the command line; what is not named is found by its header.
#[derive(clap::Args, Debug, Default, Clone)]
pub(crate) struct ColumnFlags {
    /// The column with the member's number.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    member: Option<String>,
    /// The column with the date, or the date and time.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    date: Option<String>,
    /// The column with the time of day, where it stands apart from the date.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    time: Option<String>,
    /// The column with the order or invoice number.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    order: Option<String>,
    /// The column with the product's number.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    product: Option<String>,
    /// The column with the product's name.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    product_name: Option<String>,
    /// The column with the product's category.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    category: Option<String>,
    /// The column with the number of units; a negative one is a return.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    quantity: Option<String>,
    /// The column with the price of one unit.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    price: Option<String>,
    /// The column with the amount of the whole line, where there is no unit price.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    amount: Option<String>,
    /// The column with the currency; lines in another currency are counted and left out.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    currency_column: Option<String>,
    /// The column with the sales channel.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    channel: Option<String>,
    /// The column with the member's country.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns of the order log")]
    country: Option<String>,
}

impl ColumnFlags {
    fn named(&self, role: Role) -> Option<&str> {
        match role {
            Role::Member => &self.member,
            Role::Date => &self.date,
            Role::Time => &self.time,
            Role::Order => &self.order,
            Role::Product => &self.product,
            Role::Name => &self.product_name,
            Role::Category => &self.category,
            Role::Quantity => &self.quantity,
            Role::Price => &self.price,
            Role::Amount => &self.amount,
            Role::Currency => &self.currency_column,
            Role::Channel => &self.channel,
            Role::Country => &self.country,
        }
        .as_deref()
    }
}

/// The place of each role among the fields of a line.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    places: [Option<usize>; Role::ALL.len()],
    header: Vec<String>,
}

impl Columns {
    pub(super) fn find(header: &[String], flags: &ColumnFlags) -> Result<Self> {
        let mut places = [None; Role::ALL.len()];
        for role in Role::ALL {
            if let Some(name) = flags.named(role) {
                let Some(place) = header.iter().position(|column| plain(column) == plain(name)) else {
                    bail!("{} {name}: the file has no such column; it has {}", role.flag(), header.join(", "));
                };
                places[role as usize] = Some(place);
            }
        }
        for role in Role::ALL {
            if places[role as usize].is_none() {
                places[role as usize] = by_name(header, role, &places);
            }
        }
        let columns = Columns { places, header: header.to_vec() };
        columns.require(&[Role::Member], "which member bought")?;
        columns.require(&[Role::Date], "when it was bought")?;
        columns.require(&[Role::Price, Role::Amount], "what it cost")?;
        Ok(columns)
    }

    fn require(&self, roles: &[Role], what: &str) -> Result<()> {
        if roles.iter().any(|role| self.place(*role).is_some()) {
            return Ok(());
        }
        let flags = roles.iter().map(|role| format!("{} COLUMN", role.flag())).collect::<Vec<_>>().join(" or ");
        bail!("no column says {what}: name it with {flags}; the file has {}", self.header.join(", "))
    }

    pub(super) fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }

    /// The header of a role's column, for messages.
    pub(super) fn title(&self, role: Role) -> &str {
        self.place(role).map_or("", |place| &self.header[place])
    }

    pub(super) fn width(&self) -> usize {
        self.header.len()
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
