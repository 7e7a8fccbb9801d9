// A quiet picture for a product that has none: a drawing of its kind, told by its name or category, on a tint of its own.
import { html, svg, type TemplateResult } from "lit";
import { everyLanguage } from "../find";
import type { Product } from "../shop";

const TINTS = 6;

/** The drawings, on a field of 48 by 48, and the words that ask for one; the first that fits is taken. */
const KINDS: [RegExp, TemplateResult][] = [
  [
    /gift card|voucher|礼品卡/i,
    svg`<rect x="9" y="15" width="30" height="19" rx="2.5" /><path d="M9 21.5h30M15 28.5h7" />`,
  ],
  [
    /\btea ?pot|kettle|壶/i,
    svg`<path d="M14 22h18v11a4 4 0 0 1-4 4H18a4 4 0 0 1-4-4zM19 22c0-5 8-5 8 0M32 25l7-5M14 26c-5-1-6 6 0 6" />`,
  ],
  [/grinder|磨豆/i, svg`<path d="M17 20h14l-2 17H19zM20 20v-3h8v3M24 17v-6h9" /><circle cx="34" cy="11" r="1.5" />`],
  [/filter|滤纸/i, svg`<path d="M11 15h26L27 35h-6zM17 15l5 20M31 15l-5 20" />`],
  [
    /bean|blend|decaf|250 g|drip bag|豆|挂耳/i,
    svg`<path d="M15 14h18l2 24H13zM15 14l2-4h14l2 4" /><ellipse cx="24" cy="26" rx="4" ry="6" transform="rotate(28 24 26)" /><path d="M26.5 21.5c-4 2-1 6-5 9" />`,
  ],
  [
    /\btin\b|pearls|jar|canister|罐|龙珠/i,
    svg`<rect x="14" y="17" width="20" height="21" rx="2" /><path d="M16 17v-4h16v4M14 23h20M14 32h20" />`,
  ],
  [
    /croissant|可颂/i,
    svg`<path d="M9 31c2-13 28-13 30 0-4-1-6-3-8-3-3 0-4 3-7 3s-4-3-7-3c-2 0-4 2-8 3zM17 28l-2-8M31 28l2-8M24 31V18.5" />`,
  ],
  [
    /loaf|bread|bun\b|roll\b|面包|花卷|卷|包/i,
    svg`<path d="M10 30c0-9 6-13 14-13s14 4 14 13c0 3-2 5-5 5H15c-3 0-5-2-5-5zM18 22l3 4M24 20.5l3 4M30 22l3 4" />`,
  ],
  [
    /cake|tart|puff|pudding|muffin|蛋糕|蛋挞|酥/i,
    svg`<path d="M10 24l24-9c3 2 5 5 5 9zM10 24h29v11H10zM10 29.5h29" />`,
  ],
  [
    /cookie|biscuit|曲奇/i,
    svg`<circle cx="24" cy="25" r="12" /><path d="M19 21h.01M27 19.5h.01M29 27h.01M21 29h.01M25 24.5h.01" stroke-width="3" />`,
  ],
  [
    /heart|love/i,
    svg`<path d="M24 37C11 28 11 15 18.5 14c3-.3 4.6 1.5 5.5 3.5 1-2 2.5-3.8 5.5-3.5C37 15 37 28 24 37z" />`,
  ],
  [/christmas|advent|santa|reindeer|xmas/i, svg`<path d="M24 10l8 11h-4l7 10H13l7-10h-4zM24 31v7" />`],
  [/clock|watch/i, svg`<circle cx="24" cy="25" r="12" /><path d="M24 18v7l5 3M18 12l-3-2M30 12l3-2" />`],
  [
    /light|lantern|lamp|candle|t-?light|holder/i,
    svg`<path d="M18 38h12M20 38V24h8v14M24 24c-4-4 0-6 0-11 0 5 4 7 0 11z" />`,
  ],
  [/bag|tote|袋/i, svg`<path d="M13 20h22l2 18H11zM18 20v-3a6 6 0 0 1 12 0v3" />`],
  [
    /umbrella|parasol/i,
    svg`<path d="M24 12c-8 0-13 6-13 13h26c0-7-5-13-13-13zM24 10v26a3 3 0 0 0 6 0M17 25c0-7 3-11 7-13 4 2 7 6 7 13" />`,
  ],
  [/apron|围裙/i, svg`<path d="M18 12h12v8l5 2v16H13V22l5-2zM20 12c0-3 8-3 8 0M18 28h12v5H18z" />`],
  [
    /notebook|book|journal|diary|笔记本/i,
    svg`<rect x="14" y="11" width="20" height="27" rx="2" /><path d="M18.5 11v27M23 18h7" />`,
  ],
  [/incense|线香/i, svg`<path d="M13 37h22M24 33V19M24 19c3-2-2-4 1-7M19 33h10l-2 4h-6z" />`],
  [
    /\b(card|sign|label|paper|wrap|tissue|sticker|chalkboard|poster)s?\b/i,
    svg`<path d="M14 13h14l6 6v18H14zM28 13v6h6M19 25h10M19 30h7" />`,
  ],
  [/box|case|crate|drawer|storage|chest/i, svg`<path d="M11 19l13-6 13 6v14l-13 6-13-6zM11 19l13 6 13-6M24 25v14" />`],
  [
    /bottle|flask|tumbler|随行杯/i,
    svg`<path d="M18 17h12v20a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2zM20 17v-5h8v5M18 24h12" />`,
  ],
  [
    /server|jug|carafe|vase|分享壶/i,
    svg`<path d="M17 13h12c-1 6 4 9 4 16 0 6-4 9-9 9s-10-3-10-9c0-7 4-10 3-16zM32 20c5 0 6 8 1 10" />`,
  ],
  [/cup|mug|杯|saucer/i, svg`<path d="M13 18h20v9c0 6-4 10-10 10s-10-4-10-10zM33 21c6-1 6 8-1 8" />`],
  [/plate|bowl|dish|tray|碗|盘/i, svg`<path d="M10 22h28c0 9-6 14-14 14S10 31 10 22zM19 38h10" />`],
  [
    /flower|rose|garden|daisy|plant/i,
    svg`<circle cx="24" cy="20" r="3" /><path d="M24 17c0-6 7-5 5 0 5-2 6 5 0 5 4 4-2 7-5 3-3 4-9 1-5-3-6 0-5-7 0-5-2-5 5-6 5 0zM24 25v13M24 34c3 0 6-2 6-5" />`,
  ],
  [
    /bird|owl|duck|hen|chick/i,
    svg`<path d="M13 27c0-7 5-12 11-12 5 0 7 4 7 7l5 2-5 2c0 6-5 10-10 10-4 0-8-3-8-9zM20 36v3M26 35v4M17 26c4 0 6 3 9 2" /><path d="M27 20h.01" stroke-width="2.5" />`,
  ],
  [
    /frame|mirror|picture/i,
    svg`<rect x="12" y="12" width="24" height="26" rx="1.5" /><rect x="17" y="17" width="14" height="16" />`,
  ],
  [
    /set|kit|game|toy|doll|puzzle|block/i,
    svg`<rect x="11" y="25" width="12" height="12" rx="1" /><circle cx="31" cy="31" r="6" /><path d="M24 11l7 11H17z" />`,
  ],
  [
    /hook|hanger|hanging|decoration|bunting|garland/i,
    svg`<path d="M9 15c8 6 22 6 30 0M14 18l2 8 4-6M22 20l2 9 3-9M31 19l3 7 2-8" />`,
  ],
  [/cold brew|iced|冷萃|冰/i, svg`<path d="M16 13h16l-2 25H18zM17 20h14M21 24.5l4 2M24 30l4-2M27 13l3-5" />`],
  [
    /espresso|浓缩/i,
    svg`<path d="M16 22h14v5c0 5-3 8-7 8s-7-3-7-8zM30 23.5c5-1 5 6-1 6M12 38h22M23 17c2-2-1-3 1-5" />`,
  ],
  [/pour-over|手冲/i, svg`<path d="M14 12h20l-6 10h-8zM24 22v4M18 26h12l2 9a3 3 0 0 1-3 3H19a3 3 0 0 1-3-3z" />`],
  [
    /\b(tea|oolong|pu'er)\b|龙井|茶|铁观音|大红袍|普洱|乌龙/i,
    svg`<path d="M12 21h22c0 8-3 15-11 15S12 29 12 21zM34 23c5 0 5 7-2 7M18 16c3-2-2-4 1-6M25 16c3-2-2-4 1-6M16 38h14" />`,
  ],
  [
    /coffee|latte|espresso|americano|brew|mocha|cappuccino|white\b|pour-over|咖啡|拿铁|美式|澳白|摩卡|手冲/i,
    svg`<path d="M13 17h19v10c0 5-4 9-9 9h-1c-5 0-9-4-9-9zM32 20c6-1 6 9-1 9M13 23c6 3 13-3 19 0" />`,
  ],
];

/** What stands for everything else: a few shapes that follow from the name. */
function pattern(seed: number): TemplateResult {
  const [x, y, radius] = [14 + (seed % 7), 16 + ((seed >> 3) % 6), 7 + ((seed >> 6) % 5)];
  return svg`<circle cx=${x + 6} cy=${y + 6} r=${radius} /><path d="M10 ${34 - (seed % 5)}h28M${30 - (seed % 6)} 12v26" />`;
}

/** The picture of a product; it says nothing that the name beside it does not. */
export function picture(product: Product): TemplateResult {
  const seed = hash(product.id);
  const name = everyLanguage(product.name);
  const drawing = KINDS.find(([words]) => words.test(name))?.[1];
  return html`<span class="picture" data-tint=${seed % TINTS}>
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">${drawing ?? pattern(seed)}</svg>
  </span>`;
}

/** The same number for the same text everywhere (FNV-1a). */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
