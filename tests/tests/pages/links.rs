//! No link leads nowhere, whoever follows it.

use domain::identity::account::Role;
use std::collections::{BTreeMap, BTreeSet};
use tests::app::{ApiClient, TestApp};

/// Pages of one kind that are opened: the first few stand for all.
const EACH: usize = 3;

/// The addresses of this site that a page links to.
fn links(page: &str, html: &str) -> Vec<String> {
    let path = page.split('?').next().unwrap_or_default();
    let targets = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let whole = targets.filter_map(|target| match target.as_bytes() {
        [b'/', ..] => Some(target.to_owned()),
        [b'?', ..] => Some(format!("{path}{target}")),
        _ => None,
    });
    whole.map(|target| target.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// What addresses of one kind have in common: ids, codes and numbers left out.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.split('/').map(|part| if part.bytes().any(|b| b.is_ascii_digit()) { "*" } else { part });
    let query = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    format!("{}?{}", path.collect::<Vec<_>>().join("/"), query.collect::<Vec<_>>().join("&"))
}

async fn walk(who: &str, client: &ApiClient) -> BTreeSet<String> {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut next = vec![("the address bar".to_owned(), "/".to_owned())];
    let mut seen = BTreeSet::new();
    while let Some((from, address)) = next.pop() {
        let opened = kinds.entry(kind(&address)).or_default();
        if *opened == EACH || !seen.insert(address.clone()) {
            continue;
        }
        *opened += 1;
        let answer = client.get(&address).await;
        assert!(matches!(answer.status, 200 | 303), "{from} leads {who} to {address}: {}", answer.status);
        let location = answer.header("location").to_owned();
        let on = if location.is_empty() { links(&address, &answer.text) } else { vec![location] };
        next.extend(on.into_iter().map(|link| (address.clone(), link)));
    }
    kinds.into_keys().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_of_every_page_leads_somewhere() {
    let app = TestApp::start_with(|ctx| ctx.limits = false).await;
    let taxi = app.valid_taxi().await;
    let driver = app.driver(&taxi, true).await;
    app.applied(&taxi, true).await;
    let visitor = walk("a visitor", &app.anyone()).await;
    for page in ["/fa/?", "/en/register?", "/fa/register/*?", "/en/complaints?", "/fa/api/docs?", "/en/sign-in?"] {
        assert!(visitor.contains(page), "{page} was not reached: {visitor:#?}");
    }
    let own = walk("a driver", &driver.applicant.browser).await;
    for page in ["/fa/my?", "/en/licences/*?", "/fa/licences/*/certificate?", "/en/applications/*?", "/fa/invoices/*?"] {
        assert!(own.contains(page), "{page} was not reached: {own:#?}");
    }
    for (role, pages) in [
        (Role::Officer, ["/fa/desk?", "/fa/desk/vehicles/*?", "/en/desk/applications/*?", "/fa/licences/*/certificate?"]),
        (Role::Auditor, ["/fa/history?", "/en/history/*?", "/fa/history/licences/*?", "/en/history/licences/*?position"]),
    ] {
        let mobile = app.new_mobile();
        app.staff_with(role, &mobile).await;
        let reached = walk(role.code(), &app.signed_in(&mobile).await).await;
        for page in pages {
            assert!(reached.contains(page), "{page} was not reached: {reached:#?}");
        }
    }
}
