//! Where a scheduler is.

use std::fmt;
use std::net::Ipv6Addr;
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
        let found = text.strip_prefix("df://").and_then(|rest| rest.rsplit_once(':'));
        let found = found.and_then(|(host, port)| Some((host, number(port)?)));
        match found {
            Some((host, port)) if is_host(host) => Ok(Address { host: host.to_owned(), port }),
            _ => Err(format!("{text} is no address such as df://127.0.0.1:50050")),
        }
    }
}

/// The port of its digits; nobody can be reached at 0.
fn number(port: &str) -> Option<u16> {
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    port.parse().ok().filter(|port| digits && *port > 0)
}

/// Whether this is a name of labels between dots, as numbers of IPv4 are too, or a number of IPv6 in brackets.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        letters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(number) => number.parse::<Ipv6Addr>().is_ok(),
        None => host.len() <= 253 && host.split('.').all(label),
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "df://{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_is_a_host_and_a_port_and_nothing_else() {
        for right in ["df://localhost:1", "df://10.0.0.5:50050", "df://[::1]:65535", "df://scheduler_1.shop-net:50050"]
        {
            assert_eq!(right.parse::<Address>().unwrap().to_string(), right);
        }
        for wrong in [
            "",
            "df://",
            "df://:1",
            "df://a",
            "df://a:",
            "df://a:0",
            "df://a:+1",
            "df://a:65536",
            "df://a:1/",
            "df://a:1/b",
            "df://a b:1",
            "df://me@a:1",
            "df://a?b:1",
            "df://::1:1",
            "df://[::1:1",
            "df://[a]:1",
            "df://-a:1",
            "df://a..b:1",
            "http://a:1",
            " df://a:1",
            "df://a:1 ",
            "df://a:b:1",
        ] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }
}
