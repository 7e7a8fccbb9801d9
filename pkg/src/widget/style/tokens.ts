import { css } from "lit";

/**
 * The colours and measures of the widget. Those that begin with `--patronage-` are the page's to set; `auto` follows
 * the colour scheme of the place where the widget stands.
 */
export const tokens = css`
  :host {
    display: block;
    color-scheme: inherit;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  .frame {
    all: initial;
    color-scheme: inherit;
    --accent: var(--patronage-accent, light-dark(#1d5f4c, #8fcbb2));
    --on-accent: var(--patronage-on-accent, light-dark(#ffffff, #10211b));
    --surface: var(--patronage-surface, light-dark(#ffffff, #1b1d1c));
    --field: var(--patronage-field, light-dark(#ffffff, #232625));
    --well: var(--patronage-well, light-dark(#f2f4f3, #2a2e2c));
    --soft: var(--patronage-soft, light-dark(#e8f2ee, #24352e));
    --ink: var(--patronage-text, light-dark(#1c211f, #e9edeb));
    --quiet: var(--patronage-quiet, light-dark(#59625e, #a5b0ab));
    --hair: var(--patronage-line, light-dark(#dbe0de, #3a403d));
    --edge: var(--patronage-edge, light-dark(#7b8681, #7e8a84));
    --wrong: var(--patronage-error, light-dark(#a3281d, #f49a8b));
    --focus: var(--patronage-focus, light-dark(#2563eb, #93b4ff));
    --round: var(--patronage-radius, 0.6em);
    --quick: 150ms ease-out;
    container: frame / inline-size;
    display: block;
    box-sizing: border-box;
    padding: var(--patronage-padding, clamp(1em, 4cqi, 2em));
    background: var(--surface);
    color: var(--ink);
    font: 400 var(--patronage-font-size, medium) / 1.5
      var(
        --patronage-font,
        system-ui,
        -apple-system,
        "Segoe UI",
        Roboto,
        "PingFang SC",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        sans-serif
      );
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .frame[dir="rtl"] {
    direction: rtl;
  }
  @media (forced-colors: active) {
    .lit,
    .choice:has(:checked) {
      outline: 3px solid Highlight;
    }
    .lit svg {
      stroke: Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .frame,
    .frame * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
