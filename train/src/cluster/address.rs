//! Where a scheduler is.

use std::fmt;
use std::str::FromStr;

/// The address of a scheduler, written `df://host:port`.
///
/// ```
/// use patronage_train::cluster::Address;
///
/// let address: Address = "df://127.0.0.1:50050".parse().unwrap();
/// assert_eq!((address.host.as_str(), address.port), ("127.0.0.1", 50050));
/// assert!("127.0.0.1".parse::<Address>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The machine's name or number; an IPv6 number stands in brackets.
    pub host: String,
    /// The port that the scheduler listens on.
    pub port: u16,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = text.strip_prefix("df://").and_then(|rest| rest.trim_end_matches('/').rsplit_once(':'));
        match found.map(|(host, port)| (host, port.parse())) {
            Some((host, Ok(port))) if !host.is_empty() && !host.contains('/') => {
                Ok(Address { host: host.to_owned(), port })
            }
            _ => Err(format!("{text} is no address such as df://127.0.0.1:50050")),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "df://{}:{}", self.host, self.port)
    }
}
