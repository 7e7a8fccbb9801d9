// Values as they cross to the engine and back: JSON, with tags for what JSON cannot say.

const pad = (value, width) => String(value).padStart(width, "0");

function localText(date) {
  if (Number.isNaN(date.getTime())) return null;
  const year = date.getFullYear();
  const years = year >= 0 && year <= 9999 ? pad(year, 4) : (year < 0 ? "-" : "+") + pad(Math.abs(year), 6);
  const day = `${years}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
  const time = `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;
  return `${day}T${time}.${pad(date.getMilliseconds(), 3)}`;
}

/** A value with tags, ready for JSON.stringify. */
export function encode(value) {
  if (value === undefined) return { $: "undefined" };
  if (typeof value === "number" && !Number.isFinite(value)) return { $: String(value) };
  if (Object.is(value, -0)) return { $: "-0" };
  if (value instanceof Date) return { $: "date", local: localText(value) };
  if (Array.isArray(value)) return value.map(encode);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, encode(field)]));
  }
  return value;
}

/** A fresh copy, so that nobody changes the dates of another. */
export function copy(value) {
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return value.map(copy);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copy(field)]));
  }
  return value;
}
