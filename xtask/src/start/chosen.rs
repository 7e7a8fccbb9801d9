//! The loyalty program that goes with the shop, and its offers.

use crate::run::root;
use crate::shop::Shipping;
use anyhow::{Context, Result, anyhow, bail};
use patronage::kernel::money::Currency;
use patronage::offers::Offers;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A program document, and what the reader of a log must know of it.
pub(super) struct Chosen {
    pub(super) text: String,
    /// The file's name, for messages.
    pub(super) name: String,
    pub(super) currency: Currency,
    pub(super) time_zone: String,
    /// The offers, where there are any.
    pub(super) offers: Option<String>,
    pub(super) shipping: Option<Shipping>,
    /// The sample that this is, where nobody asked for another program: it may be told in another currency.
    sample: Option<&'static str>,
}

impl Chosen {
    /// The file that was named, or the sample of a name.
    pub(super) fn read(path: Option<&Path>, sample: &'static str) -> Result<Self> {
        let own = root().join(format!("www/programs/{sample}.json"));
        let file = path.unwrap_or(&own);
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let document: Value = serde_json::from_str(&text).with_context(|| format!("{name} is not JSON"))?;
        let word = |field: &str| {
            document[field].as_str().map(str::to_owned).with_context(|| format!("{name} names no {field} at /{field}"))
        };
        let currency = named(&word("currency")?).with_context(|| format!("{name}, /currency"))?;
        let sample = Some(sample).filter(|_| path.is_none());
        let shipping = sample.and_then(shipping);
        Ok(Chosen { time_zone: word("timeZone")?, text, name, currency, offers: None, shipping, sample })
    }

    /// The program for prices in a currency.
    pub(super) fn priced_in(self, code: Option<&str>) -> Result<Self> {
        let Some(code) = code.filter(|code| *code != self.currency.code()) else { return Ok(self) };
        let currency = named(code)?;
        if self.sample.is_none() {
            bail!("the prices are in {code}, but {} is a program in {}", self.name, self.currency.code());
        }
        let mut document: Value = serde_json::from_str(&self.text)?;
        document["currency"] = code.into();
        Ok(Chosen { text: serde_json::to_string_pretty(&document)?, currency, ..self })
    }

    /// With the offers in a file, or those that go with the sample.
    pub(super) fn with_offers(self, path: Option<&Path>) -> Result<Self> {
        let own = self.sample.map(|sample| root().join(format!("www/offers/{sample}.json")));
        let Some(file) = path.or(own.as_deref()) else { return Ok(self) };
        let named = || file.display().to_string();
        let mut document: Value = serde_json::from_slice(&fs::read(file).with_context(named)?).with_context(named)?;
        if path.is_none() {
            document["currency"] = self.currency.code().into();
        } else if document["currency"] != self.currency.code() {
            bail!("{}, /currency: the program is in {}", file.display(), self.currency.code());
        }
        let text = serde_json::to_string_pretty(&document)?;
        match Offers::parse(&text) {
            Ok(_) => Ok(Chosen { offers: Some(text), ..self }),
            // Amounts such as 9.90 are none in a currency without hundredths.
            Err(_) if path.is_none() => Ok(self),
            Err(error) => Err(anyhow!("{}: {error}", file.display())),
        }
    }
}

/// What the sample shops ask for sending a parcel.
fn shipping(sample: &str) -> Option<Shipping> {
    match sample {
        "cafe" => Some(Shipping { amount: 600, channels: &["delivery"] }),
        "gift-shop" => Some(Shipping { amount: 595, channels: &[] }),
        _ => None,
    }
}

fn named(code: &str) -> Result<Currency> {
    Currency::named(code).map_err(|_| anyhow!("{code} is not a currency code of ISO 4217, such as GBP or CNY"))
}

/// The sample program for a log with such a header: the UCI gift shop's log is known by its columns.
pub(super) fn fitting(header: &[String]) -> &'static str {
    let gift_shop = ["InvoiceNo", "StockCode", "CustomerID", "Country"];
    if gift_shop.iter().all(|title| header.iter().any(|column| column == title)) { "gift-shop" } else { "plain" }
}
