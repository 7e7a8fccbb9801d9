// How measured numbers are summed up and shown.

export const median = (values) => quantile(values, 0.5);

/** The value below which a part of the values lie. */
export function quantile(values, part) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Three digits that count. */
export const digits = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 });

/** A whole number with its thousands apart. */
export const whole = (value) => Math.round(value).toLocaleString("en");

export const kilobytes = (bytes) => digits(bytes / 1_000);

/** A Markdown table; the columns whose heads end with a colon are set to the right. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const names = heads.map((head) => head.replace(/:$/, ""));
  const marks = heads.map((head) => (head.endsWith(":") ? "--:" : "---"));
  return [line(names), line(marks), ...rows.map(line)].join("\n").replaceAll("|  |", "| |");
}
