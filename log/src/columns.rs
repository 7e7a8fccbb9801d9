//! Which column says what: by flag, else by the names that shops give their columns.

use crate::role::Role;
use anyhow::{Result, bail};
use clap::{Arg, ArgMatches, Command};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// What a command asks of its files.
pub trait Roles {
    /// What columns may say, in the order in which they are sought.
    const ALL: &'static [Role];
    /// What flags stand under in the command's help.
    const HEADING: &'static str;
    /// What only a file says that another flag names, by that flag.
    const WITH: (&'static str, &'static [Role]) = ("", &[]);
}

/// Columns named on the command line, by a flag for each role; what is not named is found by its header.
///
/// ```
/// use patronage_log::columns::{Named, Roles};
/// use patronage_log::role::Role;
///
/// #[derive(Debug, Clone, Default)]
/// struct Visits;
///
/// impl Roles for Visits {
///     const ALL: &'static [Role] = &[Role::Member, Role::Time];
///     const HEADING: &'static str = "Columns of the visits";
/// }
///
/// let header = ["Customer No.", "日期"].map(str::to_owned);
/// let columns = Named::<Visits>::default().find(&header, Visits::ALL, &[])?;
/// assert_eq!((columns.place(Role::Member), columns.place(Role::Time)), (Some(0), Some(1)));
/// # Ok::<(), anyhow::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Named<R> {
    columns: BTreeMap<Role, String>,
    roles: PhantomData<R>,
}

impl<R: Roles> Named<R> {
    /// The column of a role, where one is named.
    pub fn get(&self, role: Role) -> Option<&str> {
        self.columns.get(&role).map(String::as_str)
    }

    /// With one more that is named.
    #[must_use]
    pub fn with(mut self, role: Role, column: &str) -> Self {
        self.columns.insert(role, column.to_owned());
        self
    }

    /// All that are named.
    pub fn iter(&self) -> impl Iterator<Item = (Role, &str)> {
        self.columns.iter().map(|(role, column)| (*role, column.as_str()))
    }

    /// Finds the columns of some roles in a file's header.
    ///
    /// # Errors
    /// Where a column is named that the file has not, unless it is one that another file may have.
    pub fn find(&self, header: &[String], roles: &[Role], elsewhere: &[Role]) -> Result<Columns> {
        let mut columns = Columns { places: [None; Role::COUNT], header: header.to_vec() };
        for (role, name) in self.iter().filter(|(role, _)| roles.contains(role)) {
            let place = columns.titled(name);
            if place.is_none() && !elsewhere.contains(&role) {
                bail!("--{} {name}: the file has no such column; it has {}", role.flag(), header.join(", "));
            }
            columns.places[role as usize] = place;
        }
        for role in roles {
            columns.places[*role as usize] = columns.place(*role).or_else(|| columns.by_name(*role));
        }
        Ok(columns)
    }
}

impl<R: Roles> clap::Args for Named<R> {
    fn augment_args(command: Command) -> Command {
        command.args(R::ALL.iter().map(|role| {
            let flag = role.flag();
            let argument = Arg::new(flag).long(flag).value_name("COLUMN").help(role.help()).help_heading(R::HEADING);
            let (other, only) = R::WITH;
            if only.contains(role) { argument.requires(other) } else { argument }
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<R: Roles> clap::FromArgMatches for Named<R> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let named = |role: &Role| matches.get_one::<String>(role.flag()).map(|column| (*role, column.clone()));
        Ok(Named { columns: R::ALL.iter().filter_map(named).collect(), roles: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.columns.extend(Self::from_arg_matches(matches)?.columns);
        Ok(())
    }
}

/// The place of each role among the fields of a row.
#[derive(Debug, Clone)]
pub struct Columns {
    places: [Option<usize>; Role::COUNT],
    header: Vec<String>,
}

impl Columns {
    /// Where nothing else says it, a column called `id` has this role.
    #[must_use]
    pub fn or_id(mut self, role: Role) -> Self {
        self.places[role as usize] = self.place(role).or_else(|| self.titled("id"));
        self
    }

    /// Refuses a file that says none of some things.
    ///
    /// # Errors
    /// With the flags that would name such a column.
    pub fn require(&self, roles: &[Role], what: &str) -> Result<()> {
        if roles.iter().any(|role| self.place(*role).is_some()) {
            return Ok(());
        }
        let flags: Vec<String> = roles.iter().map(|role| format!("--{} COLUMN", role.flag())).collect();
        bail!("no column says {what}: name it with {}; the file has {}", flags.join(" or "), self.header.join(", "))
    }

    /// The place of a role's column.
    #[must_use]
    pub fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }

    /// The header of a role's column, for messages.
    #[must_use]
    pub fn title(&self, role: Role) -> &str {
        self.place(role).map_or("", |place| &self.header[place])
    }

    /// How many fields a row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.header.len()
    }

    /// All places that have a role, in order.
    #[must_use]
    pub fn places(&self) -> Vec<usize> {
        let mut places: Vec<usize> = self.places.iter().flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The columns that no role has, by place and header.
    pub fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let free = |(place, _): &(usize, &str)| !self.places.contains(&Some(*place));
        self.header.iter().map(String::as_str).enumerate().filter(free)
    }

    fn titled(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|title| is_same(title, name))
    }

    /// The first free column with the likeliest name of a role.
    fn by_name(&self, role: Role) -> Option<usize> {
        role.names()
            .iter()
            .find_map(|name| self.others().find(|(_, title)| plain(title) == **name))
            .map(|found| found.0)
    }
}

/// Whether two titles are one but for case, spaces and signs, as `Invoice No.` and `invoice_no` are.
#[must_use]
pub fn is_same(title: &str, other: &str) -> bool {
    plain(title) == plain(other)
}

fn plain(title: &str) -> String {
    title.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
