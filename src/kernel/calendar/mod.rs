//! Civil dates, instants, and the local day of an instant in any IANA time zone.
//!
//! The host is never asked: the zones' shifts since 1970 and their rules for the years to come are compiled in
//! ([`TZDB_VERSION`]), so every place gives the same instant the same day.
//!
//! ```
//! use patronage::kernel::calendar::{Instant, Zone};
//! let shanghai = Zone::named("Asia/Shanghai")?;
//! let now = Instant::parse("2026-11-20T16:30:00Z")?;
//! assert_eq!(shanghai.date(now).to_string(), "2026-11-21");
//! # Ok::<(), patronage::kernel::Error>(())
//! ```

mod database;
mod date;
mod instant;
mod local;
mod rule;
mod scan;
mod table;
mod weekday;
#[cfg(feature = "moments")]
mod window;
mod zone;

pub use database::{TZDB_VERSION, zone_names};
pub use date::Date;
pub use instant::Instant;
pub use local::{LocalDateTime, LocalTime};
pub use weekday::Weekday;
#[cfg(feature = "moments")]
pub(crate) use window::{Outside, Window};
pub use zone::Zone;
