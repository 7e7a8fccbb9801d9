import { css } from "lit";

/** Where the widget stands: in the flow of the page, or filling it; a popover has styles of its own. */
export const places = css`
  .inline {
    border-radius: var(--round);
    min-block-size: var(--patronage-min-height, 18em);
  }
  .frame.page {
    position: fixed;
    inset: 0;
    z-index: 2147483000;
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    border: 0;
    overflow: auto;
    padding-inline: max(clamp(1em, 4cqi, 2em), calc((100% - 42em) / 2));
    padding-block: clamp(1.5em, 6vh, 4em);
  }
  .waits {
    display: grid;
    gap: 1em;
  }
  .waits div {
    block-size: 2.75em;
    border-radius: var(--round);
    background: var(--well);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .waits div:first-of-type {
    inline-size: 60%;
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
`;
