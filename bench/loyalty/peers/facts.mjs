// What the peers are given besides the workload, since they have no calendar of their own: the local time of `now`.

/** The request with the parts of the local time that the workload's rules ask for. Not part of any measured time. */
export function withLocalTime(request, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    month: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(request.now));
  const part = (type) => parts.find((found) => found.type === type).value;
  const birthday = { month: Number(request.member.birthday.slice(5, 7)) };
  const [hour, minute] = [part("hour"), part("minute")];
  const now = {
    weekday: part("weekday").toLowerCase(),
    month: Number(part("month")),
    clock: `${hour}:${minute}`,
    minute: Number(hour) * 60 + Number(minute),
  };
  return { ...request, member: { ...request.member, birthday }, now };
}

/** A condition of the workload over `{line.…}`, `{cart.…}`, `{member.…}` as the tests `[path, operator, value]` it is made of. */
export function tests(condition) {
  const atoms = [...condition.matchAll(/\{([\w.]+)\} (=|!=|>=) ('[^']*'|true|\d+|\{[\w.]+\})/g)];
  return atoms.map(([, path, operator, value]) => ({ path, operator, value: constant(value) }));
}

function constant(text) {
  if (text.startsWith("{")) return { path: text.slice(1, -1) };
  return text.startsWith("'") ? text.slice(1, -1) : JSON.parse(text);
}
