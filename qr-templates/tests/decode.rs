//! What is drawn is what a phone reads.

use qr_templates::{FleetToken, Level, Purpose, qr_svg, sticker_url};
use uuid::Uuid;

/// Pixels for one module, as a camera would see them.
const SCALE: usize = 4;

/// Fills the rectangles of a path that `qr_svg` wrote, independently of how it came about.
fn raster(path: &str, side: usize) -> Vec<bool> {
    let mut dark = vec![false; side * side];
    for run in path.split_terminator('z') {
        let (start, rest) = run.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let (length, back) = rest.split_once("v1h-").unwrap();
        assert_eq!(length, back);
        for x in x..x + length.parse::<usize>().unwrap() {
            dark[y * side + x] = true;
        }
    }
    dark
}

fn read(path: &str, side: usize) -> (usize, u16, String) {
    let dark = raster(path, side);
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(side * SCALE, side * SCALE, |x, y| {
        dark[y / SCALE * side + x / SCALE]
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    let (meta, text) = grids[0].decode().unwrap();
    (meta.version.0, meta.ecc_level, text)
}

/// The two bits that stand in a code for its level.
fn bits(level: Level) -> u16 {
    match level {
        Level::L => 1,
        Level::M => 0,
        Level::Q => 3,
        Level::H => 2,
    }
}

#[test]
fn stickers_decode() {
    for number in 0..20_u128 {
        for purpose in [Purpose::Inside, Purpose::Outside] {
            for host in [
                "https://taxi.qazvin.ir",
                "http://127.0.0.1:8080",
                "https://taxi.a-longer-name.gov.ir",
            ] {
                let token = FleetToken::derive(&[7; 32], Uuid::from_u128(number), purpose, 1);
                let url = sticker_url(host, &token).unwrap();
                let qr = qr_svg(&url, purpose.level()).unwrap();
                let (version, level, text) = read(qr.path(), qr.side());
                assert_eq!(text, url);
                assert_eq!(
                    (version, level),
                    (usize::from(qr.version), bits(purpose.level()))
                );
                let (_, typed) = text.rsplit_once('/').unwrap();
                assert_eq!(FleetToken::parse(typed), Ok(token));
            }
        }
    }
}

#[test]
fn inspectors_codes_decode() {
    let text = format!("TX1:{}", "6BF+70790T9WJWG.FKY*4GO0".repeat(7));
    let qr = qr_svg(&text, Level::Q).unwrap();
    assert_eq!(
        read(qr.path(), qr.side()),
        (usize::from(qr.version), bits(Level::Q), text)
    );
}

#[test]
fn quiet_zone_is_empty() {
    let qr = qr_svg("https://TAXI.QAZVIN.IR/V/8S6HXKDX1X7GYK6W", Level::Q).unwrap();
    let (side, dark) = (qr.side(), raster(qr.path(), qr.side()));
    for y in 0..side {
        for x in 0..side {
            let inside = (4..side - 4).contains(&x) && (4..side - 4).contains(&y);
            assert!(inside || !dark[y * side + x]);
        }
    }
}
