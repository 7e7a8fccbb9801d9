//! Plots as SVG, drawn without a line of script.

use std::fmt::Write;

/// A bar: what it is called, how long, what is written at its end.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) length: f64,
    pub(super) says: String,
    /// Whether it is the one that matters.
    pub(super) own: bool,
}

const WIDTH: f64 = 720.0;
const NAMES: f64 = 210.0;
const ENDS: f64 = 110.0;
const HEIGHT: f64 = 26.0;

/// Bars below each other, the longest as wide as there is room.
pub(super) fn bars(title: &str, bars: &[Bar]) -> String {
    let longest = bars.iter().map(|bar| bar.length).fold(f64::MIN_POSITIVE, f64::max);
    let height = HEIGHT * bars.len() as f64 + 4.0;
    let mut svg = String::new();
    let _ = write!(svg, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", escaped(title));
    for (row, bar) in bars.iter().enumerate() {
        let top = HEIGHT * row as f64;
        let width = (WIDTH - NAMES - ENDS) * (bar.length / longest).clamp(0.0, 1.0);
        let class = if bar.own { " class=\"own\"" } else { "" };
        let middle = top + 18.0;
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"{middle:.0}\" text-anchor=\"end\">{}</text>",
            NAMES - 8.0,
            escaped(&bar.name)
        );
        let _ = write!(
            svg,
            "<rect{class} x=\"{NAMES:.0}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"18\" rx=\"2\"/>",
            top + 4.0
        );
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{middle:.0}\">{}</text>", NAMES + width + 6.0, escaped(&bar.says));
    }
    svg.push_str("</svg>");
    svg
}

/// A line through points, with what each is called below and what it says above.
pub(super) fn line(title: &str, points: &[(String, f64, String)]) -> String {
    let (height, foot, head) = (220.0, 28.0, 34.0);
    let values = || points.iter().map(|(_, value, _)| *value);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    // Differences below a hundredth of the value are drawn as small as they are.
    let span = (high - low).max(high.abs() / 100.0).max(f64::MIN_POSITIVE);
    let step = WIDTH / points.len().max(1) as f64;
    let x = |place: usize| step * (place as f64 + 0.5);
    let y = |value: f64| head + (height - foot - head) * (1.0 - (value - low) / span);
    let path: Vec<String> =
        values().enumerate().map(|(place, value)| format!("{:.1},{:.1}", x(place), y(value))).collect();
    let mut svg = String::new();
    let _ = write!(svg, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", escaped(title));
    let _ = write!(svg, "<polyline points=\"{}\"/>", path.join(" "));
    for (place, (name, value, says)) in points.iter().enumerate() {
        let (x, y) = (x(place), y(*value));
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", y - 10.0, escaped(says));
        let _ =
            write!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", height - 8.0, escaped(name));
    }
    svg.push_str("</svg>");
    svg
}

/// Text that is no markup.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
