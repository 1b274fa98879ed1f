//! Forms of pages, filled in as a browser without scripts does.

use super::{Answer, ApiClient};
use reqwest::Method;

impl ApiClient {
    /// Opens a page, fills in its form that goes to this address, and sends it with the hidden fields
    /// that the page gave it.
    ///
    /// # Panics
    /// Where the page cannot be opened or has no such form.
    pub async fn fill_in(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let opened = self.get(page).await;
        assert_eq!(opened.status, 200, "{page}: {}", opened.text);
        self.send_form(&opened.text, action, fields).await
    }

    /// The same, with a page that is open already.
    ///
    /// # Panics
    /// Where it has no such form.
    pub async fn send_form(&self, html: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let hidden = hidden(html, action).unwrap_or_else(|| panic!("no form goes to {action}: {html}"));
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(fields);
        self.send(self.request(Method::POST, action).form(&all)).await
    }
}

/// The hidden fields of the first form that goes to an address.
fn hidden(html: &str, action: &str) -> Option<Vec<(String, String)>> {
    let form = html.split("<form").find(|form| form.contains(&format!("action=\"{action}\"")))?;
    let inputs = form.split("</form>").next()?.split("<input type=\"hidden\"").skip(1);
    let value = |input: &str, name: &str| Some(input.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.to_owned());
    Some(inputs.filter_map(|input| Some((value(input, "name")?, value(input, "value")?))).collect())
}
