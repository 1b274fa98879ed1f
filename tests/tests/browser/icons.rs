//! The pictures of the mark are the mark, drawn at their size. `BLESS=1` draws them anew.

use portal::assets::ASSETS;
use std::path::Path;
use tests::browser::Phone;

const ICONS: [(&str, &str, u32); 4] = [
    ("icon-192.png", "mark.svg", 192),
    ("icon-512.png", "mark.svg", 512),
    ("icon-maskable-192.png", "mark-maskable.svg", 192),
    ("icon-maskable-512.png", "mark-maskable.svg", 512),
];
/// Edges may be smoothed otherwise by another browser: the mean difference of a channel, of 255.
const SMOOTHING: u64 = 2;

fn asset(name: &str) -> &'static [u8] {
    ASSETS.iter().find(|asset| asset.name == name).unwrap_or_else(|| panic!("no {name}")).body
}

#[tokio::test(flavor = "multi_thread")]
async fn every_icon_is_the_mark_at_its_size() {
    let phone = Phone::start().await;
    for (name, mark, side) in ICONS {
        let svg = std::str::from_utf8(asset(mark)).expect("SVG is text");
        let png = phone.drawn(svg, side).await;
        if std::env::var_os("BLESS").is_some() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/portal/src/assets");
            std::fs::write(folder.join(name), &png).expect("writable");
            continue;
        }
        let [drawn, kept] = [png.as_slice(), asset(name)].map(|png| image::load_from_memory(png).expect("a picture").to_rgba8());
        assert_eq!((kept.width(), kept.height()), (side, side), "{name}");
        let apart: u64 = drawn.as_raw().iter().zip(kept.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let mean = apart / kept.as_raw().len() as u64;
        assert!(mean <= SMOOTHING, "{name} is not {mark}: BLESS=1 draws it anew");
    }
    phone.close().await;
}
