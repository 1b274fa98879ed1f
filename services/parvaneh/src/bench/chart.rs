//! The ratios as a picture.

use super::report::Figure;
use std::fmt::Write as _;

const ROW: usize = 28;
const LEFT: usize = 240;
const WIDTH: usize = 820;

/// A bar a figure that has a peer, as many times as long as ours is faster; the line is the peer.
pub fn draw(figures: &[Figure]) -> String {
    let rows: Vec<(&str, f64)> = figures.iter().filter_map(|figure| Some((figure.name(), figure.ratio()?))).collect();
    let most = rows.iter().map(|(_, ratio)| *ratio).fold(2.0, f64::max);
    let height = ROW * rows.len() + 40;
    let length = |ratio: f64| ratio / most * (WIDTH - LEFT - 80) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Times as fast as the stock library</title>\n"
    );
    for (at, (name, ratio)) in rows.iter().enumerate() {
        let top = 10 + at * ROW;
        // Writing to a String cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{name}</text><rect x=\"{LEFT}\" y=\"{top}\" width=\"{:.1}\" height=\"18\" fill=\"#00695c\"/>\
             <text x=\"{:.1}\" y=\"{}\">{ratio:.1}×</text>",
            LEFT - 8,
            top + 14,
            length(*ratio),
            LEFT as f64 + length(*ratio) + 6.0,
            top + 14,
        );
    }
    let stock = LEFT as f64 + length(1.0);
    let _ = writeln!(svg, "<line x1=\"{stock:.1}\" x2=\"{stock:.1}\" y1=\"4\" y2=\"{}\" stroke=\"#b71c1c\" stroke-dasharray=\"4 3\"/>", height - 24);
    let _ = writeln!(svg, "<text x=\"{stock:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#b71c1c\">stock</text>\n</svg>", height - 8);
    svg
}
