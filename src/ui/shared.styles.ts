import { css } from 'lit';

/** Shared by every element: cards, buttons, numbers, focus. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius-card);
    padding: 16px;
    min-width: 0;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 21px;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: 12px;
    font-weight: 650;
    letter-spacing: 0.09em;
    text-transform: uppercase;
    color: var(--text-3);
  }
  small,
  .small {
    font-size: 12px;
    color: var(--text-3);
  }
  code {
    font: inherit;
    font-family: var(--mono);
  }
  .number {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--text-2);
  }
  button,
  .button {
    font: inherit;
    color: inherit;
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
    background: var(--card);
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    border-color: var(--text-3);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  button.primary {
    background: var(--gpu-text);
    border-color: var(--gpu-text);
    color: var(--on-gpu);
    font-weight: 650;
  }
  input,
  select {
    font: 13px var(--mono);
    color: var(--text);
    background: var(--inset);
    border: 1px solid transparent;
    border-radius: var(--radius-control);
    min-height: 32px;
    padding: 0 8px;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  a {
    color: var(--gpu-text);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .chip {
    padding: 0 7px;
    border: 1px solid var(--line);
    border-radius: 99px;
    font-size: 12px;
    line-height: 20px;
    color: var(--text-2);
  }
  .badge {
    display: inline-block;
    padding: 3px 8px;
    border-radius: 6px;
    background: var(--warn-soft);
    font-size: 12px;
    line-height: 1.35;
    color: var(--wasm-text);
  }
  .notice {
    padding: 10px 14px;
    border-left: 3px solid var(--wasm);
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
    background: var(--inset);
    color: var(--text-2);
  }
  /* A compile error quotes its line with a caret below. */
  .lines {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .notice.bad {
    border-color: var(--bad);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 820px) {
    button,
    .button,
    input,
    select {
      min-height: 40px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
