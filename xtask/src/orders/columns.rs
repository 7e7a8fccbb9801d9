//! Which columns an order log is asked for.

use anyhow::Result;
use patronage_log::columns::{Columns, Named, Roles};
use patronage_log::role::Role;

/// What a line says of a purchase.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Purchase;

impl Roles for Purchase {
    const ALL: &'static [Role] = &[
        Role::Member,
        Role::Time,
        Role::Clock,
        Role::Order,
        Role::Item,
        Role::Name,
        Role::Category,
        Role::Quantity,
        Role::Price,
        Role::Amount,
        Role::Currency,
        Role::Channel,
        Role::Country,
    ];
    const HEADING: &'static str = "Columns of the order log";
}

/// Columns named on the command line; what is not named is found by its header.
pub(crate) type ColumnFlags = Named<Purchase>;

/// Finds the columns of a log's header.
pub(super) fn columns(header: &[String], flags: &ColumnFlags) -> Result<Columns> {
    let columns = flags.find(header, Purchase::ALL, &[])?.or_id(Role::Member);
    columns.require(&[Role::Member], "which member bought")?;
    columns.require(&[Role::Time], "when it was bought")?;
    columns.require(&[Role::Price, Role::Amount], "what it cost")?;
    Ok(columns)
}
