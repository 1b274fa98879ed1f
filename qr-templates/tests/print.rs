//! Stickers and sheets say what they must, escape what they are given and need nothing else.

mod support;

use qr_templates::{STICKERS_PER_FILE, Sticker, file_count, sheet, sheet_name, sticker_svg};
use support::{sticker, words};

fn run(count: u32) -> Vec<Sticker> {
    (1..=count).map(sticker).collect()
}

#[test]
fn a_file_has_its_pages_and_all_its_codes() {
    let stickers = run(STICKERS_PER_FILE as u32);
    let html = sheet(&stickers, &words(), 2, 19);
    assert_eq!(html.matches(r#"<section class="page">"#).count(), 13);
    assert_eq!(html.matches(r#"<svg class="stk""#).count(), 100);
    assert_eq!(html.matches(r#"<svg class="cut""#).count(), 100);
    assert!(html.contains("پرونده ۲ / ۱۹ · صفحه ۱۳ / ۱۳"));
    for sticker in &stickers {
        assert!(html.contains(sticker.qr.path()));
        assert!(
            sticker
                .code_shown
                .split(' ')
                .collect::<Vec<_>>()
                .chunks(2)
                .all(|pair| html.contains(&pair.join(" ")))
        );
    }
    // To look at the print: QR_TEMPLATES_LOOK=folder cargo test -p qr-templates --test print
    if let Ok(folder) = std::env::var("QR_TEMPLATES_LOOK") {
        std::fs::write(format!("{folder}/{}", sheet_name(2)), &html).unwrap();
        std::fs::write(
            format!("{folder}/plate.svg"),
            sticker_svg(&stickers[1], &words()),
        )
        .unwrap();
        std::fs::write(
            format!("{folder}/number.svg"),
            sticker_svg(&stickers[2], &words()),
        )
        .unwrap();
    }
}

#[test]
fn nothing_is_fetched_and_nothing_is_executed() {
    let html = sheet(&run(9), &words(), 1, 1);
    for absent in [
        "<script", "<link", "<img", "url(http", "@import", "src=", " style=",
    ] {
        assert!(!html.contains(absent), "{absent}");
    }
}

#[test]
fn what_is_given_is_escaped() {
    let hostile = Sticker {
        number: "\"><script>x</script>".to_owned(),
        ..sticker(1)
    };
    for output in [
        sheet(std::slice::from_ref(&hostile), &words(), 1, 1),
        sticker_svg(&hostile, &words()),
    ] {
        assert!(!output.contains("<script>") && !output.contains("<2019>"));
    }
}

#[test]
fn a_sticker_stands_alone_in_real_millimetres() {
    for number in [1, 2, 3] {
        let svg = sticker_svg(&sticker(number), &words());
        assert!(svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" width="91mm" height="63mm" viewBox="0 0 91 63""#));
        assert!(svg.contains(r#"direction="rtl""#) && svg.contains("نسل ۱"));
        let side = if number == 3 { "32.8" } else { "29.6" };
        assert!(svg.contains(&format!(r#"width="{side}" height="{side}""#)));
    }
    assert_eq!(
        sticker_svg(&sticker(4), &words()),
        sticker_svg(&sticker(4), &words())
    );
}

#[test]
fn runs_are_counted_and_sorted() {
    assert_eq!([0, 1, 100, 101].map(file_count), [0, 1, 1, 2]);
    assert_eq!(sheet_name(7), "stickers-0007.html");
    assert!(sheet_name(99) < sheet_name(100));
}
