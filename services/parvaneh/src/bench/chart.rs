//! The figures as a picture: how many times as fast as the stock library, and what a growing log
//! costs.

use super::report::Figure;
use std::fmt::Write as _;

const ROW: usize = 28;
const LEFT: usize = 280;
const WIDTH: usize = 860;
/// The height of the curves, and the room around them.
const CURVES: usize = 220;
const GAP: usize = 40;

/// Writing to a String cannot fail.
macro_rules! put {
    ($svg:expr, $($part:tt)*) => { let _ = writeln!($svg, $($part)*); };
}

/// Both parts, each where there is something to show.
pub fn draw(figures: &[Figure]) -> String {
    let bars: Vec<(&str, f64)> = figures.iter().filter_map(|figure| Some((figure.name(), figure.ratio()?))).collect();
    let curves = curves(figures);
    let below = ROW * bars.len() + GAP;
    let height = below + if curves.is_empty() { 0 } else { CURVES + 2 * GAP };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Times as fast as the stock library, and the cost of a growing log</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    draw_bars(&mut svg, &bars);
    draw_curves(&mut svg, &curves, (below + GAP) as f64);
    svg + "</svg>\n"
}

/// A bar a figure that has a peer, as many times as long as ours is faster; the line is the peer.
fn draw_bars(svg: &mut String, rows: &[(&str, f64)]) {
    if rows.is_empty() {
        return;
    }
    let most = rows.iter().map(|(_, ratio)| *ratio).fold(2.0, f64::max);
    let length = |ratio: f64| ratio / most * (WIDTH - LEFT - 80) as f64;
    for (at, (name, ratio)) in rows.iter().enumerate() {
        let top = 10 + at * ROW;
        put!(
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
    let (stock, end) = (LEFT as f64 + length(1.0), 10 + ROW * rows.len());
    put!(svg, "<line x1=\"{stock:.1}\" x2=\"{stock:.1}\" y1=\"4\" y2=\"{end}\" stroke=\"#b71c1c\" stroke-dasharray=\"4 3\"/>");
    put!(svg, "<text x=\"{stock:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#b71c1c\">stock</text>", end + 16);
}

/// A curve's name, and its points: events of the log, done in a second.
type Curve<'a> = (&'a str, Vec<(i64, f64)>);

fn curves(figures: &[Figure]) -> Vec<Curve<'_>> {
    let mut curves: Vec<Curve<'_>> = Vec::new();
    for figure in figures {
        let (Some(size), Some(name)) = (figure.size(), figure.name().split(',').next()) else { continue };
        match curves.iter_mut().find(|(known, _)| *known == name) {
            Some((_, points)) => points.push((size, figure.value())),
            None => curves.push((name, vec![(size, figure.value())])),
        }
    }
    curves
}

/// A line a curve, each against its own first point, over the logarithm of the log's length.
fn draw_curves(svg: &mut String, curves: &[Curve<'_>], top: f64) {
    let sizes: Vec<i64> = curves.first().map(|(_, points)| points.iter().map(|(size, _)| *size).collect()).unwrap_or_default();
    let (Some(least), Some(most)) = (sizes.first(), sizes.last()) else { return };
    let (left, width) = (LEFT as f64, (WIDTH - LEFT - 80) as f64);
    let span = (*most as f64).log10() - (*least as f64).log10();
    let across = |size: i64| left + if span > 0.0 { ((size as f64).log10() - (*least as f64).log10()) / span * width } else { 0.0 };
    // From nothing up to one and a half times the first point.
    let down = |part: f64| top + CURVES as f64 * (1.0 - part.min(1.5) / 1.5);
    let (flat, slack, floor) = (down(1.0), down(0.8), down(0.0));
    put!(svg, "<rect x=\"{left}\" y=\"{:.1}\" width=\"{width}\" height=\"{:.1}\" fill=\"#e0f2f1\"/>", down(1.2), slack - down(1.2));
    put!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">as at {least} events ± 20%</text>", left - 8.0, flat + 4.0);
    put!(svg, "<line x1=\"{left}\" x2=\"{:.1}\" y1=\"{floor:.1}\" y2=\"{floor:.1}\" stroke=\"#555\"/>", left + width);
    for size in &sizes {
        put!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>", across(*size), floor + 18.0);
    }
    for ((name, points), colour) in curves.iter().zip(["#00695c", "#b71c1c", "#1a237e"]) {
        let first = points.first().map_or(1.0, |(_, value)| value.max(f64::MIN_POSITIVE));
        let line: Vec<String> = points.iter().map(|(size, value)| format!("{:.1},{:.1}", across(*size), down(value / first))).collect();
        put!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", line.join(" "));
        for (size, value) in points {
            put!(svg, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"/>", across(*size), down(value / first));
        }
        if let Some((size, value)) = points.last() {
            put!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>", across(*size) + 8.0, down(value / first) + 4.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Round;
    use super::*;

    #[test]
    fn bars_are_of_ratios_and_curves_of_sizes() {
        let mut raced = Figure::new("raced", "done/s");
        raced.ours(Round::rate(40.0));
        raced.stock(Round::rate(10.0));
        let sized = [(10, 4.0), (100, 3.0)].map(|(size, rate)| {
            let mut figure = Figure::new(format!("append, {size} events"), "done/s").at_size(size);
            figure.ours(Round::rate(rate));
            figure
        });
        let svg = draw(&[vec![raced], sized.to_vec()].concat());
        assert!(svg.contains("4.0×") && svg.contains("<polyline") && svg.ends_with("</svg>\n"), "{svg}");
        assert!(svg.contains(">append</text>"), "{svg}");
    }
}
