import { css } from "lit";

/** Headings, questions, buttons: what every survey has. */
export const frame = css`
  p {
    margin: 0;
    text-wrap: pretty;
  }
  .heading {
    font-weight: 700;
    font-size: 1.05em;
    line-height: 1.3;
    text-wrap: pretty;
  }
  .survey-title {
    font-size: 1.5em;
  }
  .page-title {
    font-size: 1.2em;
  }
  header {
    margin-block-end: 1.5em;
  }
  header > * + * {
    margin-block-start: 0.4em;
  }
  .page,
  .panel,
  .body {
    display: grid;
    gap: 1.75em;
  }
  .panel {
    padding: 1.25em;
    border: 1px solid var(--hair);
    border-radius: var(--round);
  }
  :is(.page, .panel, .body) > .heading + .description {
    margin-block-start: -1.25em;
  }
  patronage-question {
    display: block;
    min-inline-size: 0;
  }
  .question {
    display: grid;
    gap: 0.6em;
  }
  .title {
    font-weight: 600;
    text-wrap: pretty;
    white-space: pre-line;
  }
  .number {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .mark {
    color: var(--wrong);
  }
  .description,
  .label {
    color: var(--quiet);
  }
  .question > .description {
    margin-block-start: -0.4em;
  }
  .beside {
    display: grid;
    gap: 0.3em;
  }
  .errors {
    display: grid;
    gap: 0.2em;
    color: var(--wrong);
    font-size: 0.9375em;
    font-weight: 500;
  }
  :is(input, textarea, select)[aria-invalid="true"] {
    border-color: var(--wrong);
  }
  :is(input, textarea, select, button, a):focus-visible,
  [tabindex="0"]:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  ::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
    margin-block-start: 2em;
  }
  button {
    min-block-size: 2.75em;
    padding: 0.5em 1.4em;
    border: 1px solid var(--edge);
    border-radius: var(--round);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    transition: filter var(--quick);
  }
  button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button:hover {
    filter: brightness(1.08);
  }
  .progress {
    display: flex;
    gap: 1em;
    align-items: center;
    color: var(--quiet);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  progress {
    flex: 1;
    block-size: 0.4em;
    border: 0;
    border-radius: 1em;
    background: var(--hair);
    appearance: none;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--hair);
  }
  progress::-webkit-progress-value {
    border-radius: 1em;
    background: var(--accent);
    transition: inline-size 300ms ease-out;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  [tabindex="-1"] {
    outline: none;
  }
  .time {
    color: var(--quiet);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .small {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .screen > .small {
    margin-block-start: 1em;
  }
  button.minor {
    justify-self: start;
    min-block-size: 2.25em;
    padding: 0.25em 0.9em;
    font-weight: 500;
  }
  header:not(:has(*)) {
    display: none;
  }
  .notice {
    display: grid;
    gap: 0.75em;
    place-items: center;
    align-content: center;
    min-block-size: var(--patronage-min-height, 18em);
    text-align: center;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
