//! Where a call came from, for rate limits and caps.

use actix_web::HttpRequest;
use std::net::IpAddr;

/// What a reverse proxy adds the caller's address to.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The caller's address.
///
/// Behind a proxy it is the last address of the last `X-Forwarded-For`: the only one that the proxy
/// itself wrote, all before it are the caller's own words. What is no address there counts as the
/// proxy's: a limit too strict rather than none.
pub fn visitor(request: &HttpRequest, behind_proxy: bool) -> String {
    let peer = request.peer_addr().map(|address| address.ip());
    let told = if behind_proxy { last_forwarded(request) } else { None };
    told.or(peer).map_or_else(String::new, |address| address.to_string())
}

fn last_forwarded(request: &HttpRequest) -> Option<IpAddr> {
    let last = request.headers().get_all(FORWARDED_FOR).last()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::visitor;
    use actix_web::test::TestRequest;

    fn from(headers: &[&str], behind_proxy: bool) -> String {
        let mut request = TestRequest::default().peer_addr("127.0.0.1:50000".parse().expect("an address"));
        for value in headers {
            request = request.append_header(("X-Forwarded-For", *value));
        }
        visitor(&request.to_http_request(), behind_proxy)
    }

    #[test]
    fn without_a_proxy_a_header_is_hearsay() {
        assert_eq!(from(&["203.0.113.7"], false), "127.0.0.1");
    }

    #[test]
    fn behind_a_proxy_only_what_the_proxy_wrote_counts() {
        assert_eq!(from(&["203.0.113.7"], true), "203.0.113.7");
        assert_eq!(from(&["198.51.100.1, 203.0.113.7"], true), "203.0.113.7");
        assert_eq!(from(&["198.51.100.1", "2001:db8::7"], true), "2001:db8::7");
    }

    #[test]
    fn what_is_no_address_lifts_no_limit() {
        assert_eq!(from(&["unknown"], true), "127.0.0.1");
        assert_eq!(from(&["203.0.113.7, "], true), "127.0.0.1");
        assert_eq!(from(&[], true), "127.0.0.1");
    }
}
