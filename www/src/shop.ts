// The shop that the page is filled with: small JSON files beside it, written by `cargo xtask start`.
import type { Member } from "patronage/loyalty";

/** A text for all languages, or one for each. */
export type Text = string | { [locale: string]: string };

export interface Problem {
  reason: string;
  /** Whether the line itself is wrong, rather than just nobody's. */
  fault: boolean;
  count: number;
  examples: { line: number; column: string; found: string }[];
}

/** Why there is no model pack. */
export type NoPack = "untrained" | "refused";

export interface Summary {
  source: { kind: "orders"; file: string } | { kind: "generated"; seed: number };
  currency: string;
  timeZone: string;
  /** Milliseconds since 1970. */
  now: number;
  /** The origin of the edge worker. */
  edge: string;
  /** The folder of the model pack. */
  pack: string | null;
  noPack: NoPack | null;
  /** What a parcel costs in minor units, in these channels; in all where none is named. */
  shipping: { amount: number; channels: string[] } | null;
  /** Members to a file of ledgers. */
  chunk: number;
  channels: string[];
  lines: number;
  orders: number;
  problems: Problem[];
  seconds: number;
}

export interface Product {
  id: string;
  name: Text;
  category?: string;
  /** Minor units. */
  price: number;
}

/** An earlier order of a member: when, in milliseconds since 1970, and which products. */
export interface Past {
  at: number;
  items: string[];
}

/** A member as the picker lists one. */
export interface Listed {
  index: number;
  id: string;
  name?: Text;
  country?: string;
  tier: string | null;
  points: number;
  /** How much of the way to the next tier is done; null at the top. */
  percent: number | null;
  orders: number;
}

export interface Shop extends Summary {
  /** The program as its author wrote it. */
  programText: string;
  /** The offers as their author wrote them. */
  offersText: string | undefined;
  products: Product[];
  members: Listed[];
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(`./shop/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json() as Promise<T>;
}

export async function loadShop(): Promise<Shop> {
  const text = (path: string) => fetch(`./shop/${path}`).then((response) => response.text());
  const [summary, products, members, program, offers] = await Promise.all([
    json<Summary>("shop.json"),
    json<Product[]>("products.json"),
    json<Omit<Listed, "index">[]>("members.json"),
    text("program.json"),
    text("offers.json"),
  ]);
  return {
    ...summary,
    products,
    members: members.map((member, index) => ({ ...member, index })),
    programText: program,
    offersText: offers === "null" ? undefined : offers,
  };
}

/** A member with the whole ledger, as the engine takes one. */
export const loadMember = (shop: Shop, index: number): Promise<Member> => inChunks<Member>(shop, "ledgers", index);

/** What a member bought before, the first order first. */
export const loadHistory = (shop: Shop, index: number): Promise<Past[]> => inChunks<Past[]>(shop, "histories", index);

async function inChunks<T>(shop: Shop, folder: string, index: number): Promise<T> {
  const chunk = await json<T[]>(`${folder}/${Math.floor(index / shop.chunk)}.json`);
  const found = chunk[index % shop.chunk];
  if (found === undefined) throw new Error(`no member ${index} in ${folder}`);
  return found;
}
