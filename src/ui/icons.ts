import { svg, type SVGTemplateResult } from 'lit';

/** Drawn on a 20 × 20 grid with a line of 1.6. */
export const icons: Readonly<Record<string, SVGTemplateResult>> = {
  bench: svg`<path d="M3 17h14M5 14V9m5 5V4m5 10v-3" />`,
  picture: svg`<path d="M3 4h14v12H3zM3 14l4-5 4 4 2-2 4 4M13 7.5h.01" />`,
  device: svg`<path d="M6 6h8v8H6zM8 3v3m4-3v3M8 14v3m4-3v3M3 8h3m-3 4h3m8-4h3m-3 4h3" />`,
};
