import type { Surroundings } from "./surroundings";

/** Whether a request shows the operator's token. Where none is configured, nobody does. */
export function isOperator(request: Request, { TOKEN }: Surroundings): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  return TOKEN !== null && TOKEN !== "" && shown !== undefined && same(shown, TOKEN);
}

/** Compares in a time that says nothing of where two texts differ. */
function same(left: string, right: string): boolean {
  const [one, other] = [new TextEncoder().encode(left), new TextEncoder().encode(right)];
  let difference = one.length ^ other.length;
  one.forEach((byte, at) => (difference |= byte ^ (other[at] ?? 0)));
  return difference === 0;
}
