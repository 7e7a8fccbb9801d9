// The shop's wall clock, for the date field: the engine itself only ever sees the instant.

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(timeZone, found);
  }
  return found;
}

/** What the shop's clock shows at an instant, as a date field takes it: "2026-11-18T09:30". */
export function localTime(at: number, timeZone: string): string {
  const parts = Object.fromEntries(
    format(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}T${parts["hour"]}:${parts["minute"]}`;
}

/** An instant at which the shop's clock shows that; undefined for what is no date. */
export function instantOf(local: string, timeZone: string): number | undefined {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return undefined;
  const ahead = (at: number) => Date.parse(`${localTime(at, timeZone)}Z`) - at;
  const floor = Math.floor(wall / 60_000) * 60_000;
  const near = floor - ahead(floor);
  return floor - ahead(near);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(at: number, timeZone: string): number {
  return new Date(`${localTime(at, timeZone)}Z`).getUTCDay() || 7;
}
