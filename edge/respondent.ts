// Who answered is the page's word, unless the shop signs it: with a secret configured a respondent is written as
// "id.signature", the signature being the HMAC-SHA256 of the id in hexadecimal digits.
import { digitsOf, same } from "./secret";

/** Who answered, without the signature; `undefined` where it is not the shop's. */
export async function signedBy(secret: string, respondent: string): Promise<string | undefined> {
  const at = respondent.lastIndexOf(".");
  const [id, signature] = [respondent.slice(0, Math.max(at, 0)), respondent.slice(at + 1)];
  if (id === "") return undefined;
  const text = (value: string) => new TextEncoder().encode(value);
  const key = await crypto.subtle.importKey("raw", text(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const expected = digitsOf(await crypto.subtle.sign("HMAC", key, text(id)));
  return same(signature, expected) ? id : undefined;
}
