//! The address that a phone reads from a sticker.

use std::net::Ipv6Addr;

use crate::token::FleetToken;

/// Why the service's public address cannot go on a sticker. Each message names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Neither `https://` nor `http://`.
    #[error(
        "the public address must begin with https:// (or http:// on a test machine), like https://taxi.example"
    )]
    Scheme,
    /// A path, a query or a name and password beside host and port.
    #[error(
        "the public address must be scheme, host and port only, like https://taxi.example: leave out {0:?}"
    )]
    Extra(String),
    /// A host that is no plain ASCII name or address.
    #[error(
        "{0:?} is no host name that fits on a sticker: use letters, digits, dots and hyphens (xn-- for a Persian name)"
    )]
    Host(String),
    /// A port that is no number from 1 to 65535.
    #[error("{0:?} is no port: use a number from 1 to 65535, or leave it out")]
    Port(String),
}

/// `https://HOST/V/CODE`: scheme in lower case, the rest in upper case.
///
/// Upper case fits the code's alphanumeric mode, which makes the squares larger
/// at the same printed size. The scheme stays lower case, since some cameras
/// refuse `HTTPS`; hosts are case-blind, and the portal serves `/V/` and `/v/`.
pub fn sticker_url(public_url: &str, token: &FleetToken) -> Result<String, PayloadError> {
    let (scheme, rest) = public_url
        .trim()
        .split_once("://")
        .ok_or(PayloadError::Scheme)?;
    let (scheme, default_port) = match scheme.to_ascii_lowercase().as_str() {
        "https" => ("https", 443),
        "http" => ("http", 80),
        _ => return Err(PayloadError::Scheme),
    };
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    if let Some(extra) = authority.find(['/', '?', '#']) {
        return Err(PayloadError::Extra(authority[extra..].to_owned()));
    }
    if authority.contains('@') {
        // It may hold a password, so the message does not repeat it.
        return Err(PayloadError::Extra("the part before @".to_owned()));
    }
    let (host, port) = split_port(authority)?;
    if !is_host(host) {
        return Err(PayloadError::Host(host.to_owned()));
    }
    let host = host.to_ascii_uppercase();
    Ok(match port.filter(|port| *port != default_port) {
        Some(port) => format!("{scheme}://{host}:{port}/V/{token}"),
        None => format!("{scheme}://{host}/V/{token}"),
    })
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), PayloadError> {
    // The colons of [::1] are no port's.
    let tail = authority.rfind(']').map_or(0, |end| end + 1);
    let Some(colon) = authority[tail..].find(':') else {
        return Ok((authority, None));
    };
    let (host, port) = (&authority[..tail + colon], &authority[tail + colon + 1..]);
    match port.parse() {
        Ok(number) if number > 0 && port.bytes().all(|b| b.is_ascii_digit()) => {
            Ok((host, Some(number)))
        }
        _ => Err(PayloadError::Port(port.to_owned())),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(public_url: &str) -> Result<String, PayloadError> {
        sticker_url(public_url, &FleetToken::parse("8S6HXKDX1X7GYK6W").unwrap())
    }

    #[test]
    fn scheme_stays_lower_and_the_rest_goes_upper() {
        for (given, host) in [
            ("https://taxi.example", "https://TAXI.EXAMPLE"),
            ("HTTPS://Taxi.Example/", "https://TAXI.EXAMPLE"),
            ("https://taxi.example:443", "https://TAXI.EXAMPLE"),
            ("https://taxi.example:8443", "https://TAXI.EXAMPLE:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost:80", "http://LOCALHOST"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("https://xn--mgba3a4f16a.ir", "https://XN--MGBA3A4F16A.IR"),
        ] {
            assert_eq!(
                url(given),
                Ok(format!("{host}/V/8S6HXKDX1X7GYK6W")),
                "{given}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(url("taxi.example"), Err(PayloadError::Scheme));
        assert_eq!(url("ftp://taxi.example"), Err(PayloadError::Scheme));
        assert_eq!(
            url("https://taxi.example/city"),
            Err(PayloadError::Extra("/city".into()))
        );
        assert_eq!(
            url("https://taxi.example?x"),
            Err(PayloadError::Extra("?x".into()))
        );
        for host in ["", "-a.ir", "a..ir", "a b", "تاکسی.ایران", "[::g]", "a_b"] {
            assert_eq!(
                url(&format!("https://{host}")),
                Err(PayloadError::Host(host.into()))
            );
        }
        for port in ["", "0", "+80", "65536", "x"] {
            assert_eq!(
                url(&format!("https://taxi.example:{port}")),
                Err(PayloadError::Port(port.into()))
            );
        }
        let refused = url("https://clerk:secret@taxi.example").unwrap_err();
        assert!(!refused.to_string().contains("secret"), "{refused}");
    }
}
