//! What a part of a line is worth that comes back.

use super::answer::{Refund, RefundedLine};
use super::compiled::Offers;
use super::request::{RefundRequest, ReturnedLine};
use super::state::share;
use crate::kernel::money::{Mode, add};
use crate::kernel::record::written;
use crate::kernel::scalars::{Minor, Points};
use crate::kernel::{Error, Result};

impl Offers {
    /// What parts of an order are worth that come back. Of what was paid for a line, units that come back take their share,
    /// rounded so that, whatever comes back in which order, all of it together is what was paid.
    ///
    /// ```
    /// use patronage::offers::Offers;
    /// let offers = Offers::parse(r#"{ "currency": "CNY", "timeZone": "Asia/Shanghai", "offers": [] }"#)?;
    /// let refund = offers.refund_json(r#"{ "lines": [{ "quantity": 3, "net": 1000, "returned": 1 }] }"#)?;
    /// assert_eq!(refund, r#"{"amount":333,"points":0,"lines":[{"amount":333,"points":0}]}"#);
    /// let rest = offers.refund_json(r#"{ "lines": [{ "quantity": 3, "net": 1000, "before": 1, "returned": 2 }] }"#)?;
    /// assert_eq!(rest, r#"{"amount":667,"points":0,"lines":[{"amount":667,"points":0}]}"#);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    ///
    /// # Errors
    /// A line of which more comes back than there was; a sum beyond the safe integers.
    pub fn refund(&self, request: &RefundRequest) -> Result<Refund> {
        let mut refund = Refund { amount: Minor(0), points: Points(0), lines: Vec::with_capacity(request.lines.len()) };
        for (index, line) in request.lines.iter().enumerate() {
            let line = refunded(line).map_err(|error| error.at_index(index).at_key("lines"))?;
            refund.amount = Minor(add(refund.amount.0, line.amount.0)?);
            refund.points = Points(add(refund.points.0, line.points.0)?);
            refund.lines.push(line);
        }
        Ok(refund)
    }

    /// [`Offers::refund`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path, and those of the refund.
    pub fn refund_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.refund(&self.read(request)?)?))
    }
}

fn refunded(line: &ReturnedLine) -> Result<RefundedLine> {
    let (before, quantity) = (line.before.0, line.quantity.0);
    if before > quantity {
        return Err(Error::range(0, quantity).at_key("before"));
    }
    let left = quantity.saturating_sub(before);
    if line.returned.0 > left {
        return Err(Error::range(0, left).at_key("returned"));
    }
    if line.net.0 < 0 {
        return Err(Error::range(0, crate::kernel::money::MAX_SAFE).at_key("net"));
    }
    let after = before.saturating_add(line.returned.0);
    let worth = |all: i64| {
        let until = |units: i64| share(all, units, quantity, Mode::HalfUp);
        until(after).saturating_sub(until(before))
    };
    Ok(RefundedLine { amount: Minor(worth(line.net.0)), points: Points(worth(line.points.0)) })
}
