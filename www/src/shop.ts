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

export interface Summary {
  source: { kind: "orders"; file: string } | { kind: "generated"; seed: number };
  currency: string;
  timeZone: string;
  /** Milliseconds since 1970. */
  now: number;
  /** The origin of the edge worker. */
  edge: string;
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
  products: Product[];
  members: Listed[];
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(`./shop/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json() as Promise<T>;
}

export async function loadShop(): Promise<Shop> {
  const [summary, products, members, program] = await Promise.all([
    json<Summary>("shop.json"),
    json<Product[]>("products.json"),
    json<Omit<Listed, "index">[]>("members.json"),
    fetch("./shop/program.json").then((response) => response.text()),
  ]);
  return {
    ...summary,
    products,
    members: members.map((member, index) => ({ ...member, index })),
    programText: program,
  };
}

/** A member with the whole ledger, as the engine takes one. */
export async function loadMember(shop: Shop, index: number): Promise<Member> {
  const chunk = await json<Member[]>(`ledgers/${Math.floor(index / shop.chunk)}.json`);
  const member = chunk[index % shop.chunk];
  if (!member) throw new Error(`no member ${index}`);
  return member;
}
