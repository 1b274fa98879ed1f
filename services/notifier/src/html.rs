//! The HTML part of a mail. Mail programs drop style sheets and know little of direction: so the
//! styles stand in the elements, everything is a cell of a table, and every cell says which way it
//! runs.

use i18n::Locale;
use std::fmt::Write as _;

const FONT: &str = "font-family:Vazirmatn,'Noto Sans Arabic',Tahoma,Arial,sans-serif";

/// A mail's page under way, row by row.
pub(crate) struct Page {
    locale: Locale,
    text: String,
}

impl Page {
    /// A page with its title.
    pub fn new(locale: Locale, title: &str) -> Self {
        let (lang, dir) = (locale.code(), locale.dir());
        let mut page = Self { locale, text: String::new() };
        page.put(format_args!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
             <body dir=\"{dir}\" style=\"margin:0;padding:0;background:#f4f6f6\">\n\
             <table role=\"presentation\" dir=\"{dir}\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f4f6f6\"><tr>\
             <td dir=\"{dir}\" align=\"center\" style=\"padding:24px 12px\">\n\
             <table role=\"presentation\" dir=\"{dir}\" width=\"480\" cellpadding=\"0\" cellspacing=\"0\" \
             style=\"width:100%;max-width:480px;background:#ffffff;border:1px solid #d5dcdc;border-radius:8px\">\n",
            escape(title),
        ));
        page
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.cell("", &escape(text));
    }

    /// A paragraph that must not be missed.
    pub fn strong(&mut self, text: &str) {
        self.cell("font-weight:bold", &escape(text));
    }

    /// A paragraph that may be missed.
    pub fn aside(&mut self, text: &str) {
        self.cell("color:#4d5656;font-size:14px", &escape(text));
    }

    /// A code to be typed.
    pub fn code(&mut self, code: &str) {
        let bare = format!("<bdi dir=\"ltr\">{}</bdi>", escape(code));
        self.cell("font-size:28px;font-weight:bold;letter-spacing:4px", &bare);
    }

    /// A fact with its label; a reference runs from left to right.
    pub fn fact(&mut self, label: &str, value: &str, is_reference: bool) {
        let value = escape(value);
        let value = if is_reference { format!("<bdi dir=\"ltr\">{value}</bdi>") } else { format!("<bdi>{value}</bdi>") };
        self.cell("border-top:1px solid #d5dcdc", &format!("<span style=\"color:#4d5656\">{}</span><br><strong>{value}</strong>", escape(label)));
    }

    /// A link to a page.
    pub fn link(&mut self, url: &str, words: &str) {
        let button = "display:inline-block;padding:10px 20px;background:#0b5c5c;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:bold";
        self.cell("border-top:1px solid #d5dcdc", &format!("<a href=\"{}\" style=\"{button}\">{}</a>", escape(url), escape(words)));
    }

    /// The page, whole.
    pub fn close(mut self) -> String {
        self.put(format_args!("</table>\n</td></tr></table>\n</body>\n</html>\n"));
        self.text
    }

    fn cell(&mut self, style: &str, content: &str) {
        let dir = self.locale.dir();
        let align = if dir == "rtl" { "right" } else { "left" };
        self.put(format_args!(
            "<tr><td dir=\"{dir}\" align=\"{align}\" style=\"padding:12px 24px;text-align:{align};color:#17150e;{FONT};font-size:16px;line-height:1.8;{style}\">{content}</td></tr>\n"
        ));
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = self.text.write_fmt(text);
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::Page;
    use i18n::Locale;

    #[test]
    fn every_cell_says_which_way_it_runs_and_nothing_is_markup() {
        let mut page = Page::new(Locale::Fa, "<b>");
        page.paragraph("a & b");
        page.fact("<i>", "D-1405-000001", true);
        page.link("https://x/?a=\"1\"", "\"");
        let html = page.close();
        assert_eq!(html.matches("<td ").count(), html.matches("<td dir=\"rtl\"").count(), "{html}");
        assert_eq!(html.matches("<table ").count(), html.matches("</table>").count());
        for sent in ["<title>&lt;b&gt;</title>", "a &amp; b", "&lt;i&gt;", "<bdi dir=\"ltr\">D-1405-000001</bdi>", "https://x/?a=&quot;1&quot;"] {
            assert!(html.contains(sent), "{sent} is missing: {html}");
        }
    }
}
