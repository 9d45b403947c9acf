import { html } from 'lit';

/** Drawn, because not every system font has the letter. */
export const tick = html`<svg
  width="11"
  height="11"
  viewBox="0 0 11 11"
  role="img"
  aria-label="passed:"
>
  <path
    d="M1.2 6 4.2 9 9.8 1.8"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
  />
</svg>`;

export const cross = html`<svg
  width="11"
  height="11"
  viewBox="0 0 11 11"
  role="img"
  aria-label="failed:"
>
  <path
    d="M1.8 1.8 9.2 9.2M9.2 1.8 1.8 9.2"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
  />
</svg>`;
