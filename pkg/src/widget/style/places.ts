import { css } from "lit";

/** Where the widget stands: in the flow, over the page, or filling it. */
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
  .popover,
  .pill {
    position: fixed;
    inset-block-end: 1em;
    inset-inline-end: 1em;
    z-index: 2147483000;
  }
  .popover {
    inline-size: min(27em, calc(100vw - 2em));
    max-block-size: min(42em, calc(100dvh - 2em));
    padding: 1.25em;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--hair);
    border-radius: calc(var(--round) * 1.5);
    box-shadow: 0 1em 3em rgb(0 0 0 / 22%);
    animation: rise 220ms ease-out;
  }
  .popover:focus-visible {
    outline: none;
  }
  .pill {
    padding: 0;
    border-radius: 2em;
    background: none;
    container: none;
  }
  .pill button {
    max-inline-size: calc(100vw - 2em);
    border-radius: 2em;
    box-shadow: 0 0.4em 1.2em rgb(0 0 0 / 22%);
  }
  .bar {
    display: flex;
    float: inline-end;
    margin-block: -0.6em;
    margin-inline: 0.5em -0.6em;
  }
  button.icon {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    min-block-size: 2.75em;
    padding: 0;
    border-color: transparent;
  }
  .icon svg {
    inline-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(1em);
    }
  }
  @media (max-width: 30em) {
    .popover {
      inset-inline: 0;
      inset-block-end: 0;
      inline-size: auto;
      max-block-size: 85dvh;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
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
