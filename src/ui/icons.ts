import { svg, type SVGTemplateResult } from 'lit';

/** Drawn on a 20 × 20 grid with a line of 1.6. */
export const icons: Readonly<Record<string, SVGTemplateResult>> = {
  bench: svg`<path d="M3 17h14M5 14V9m5 5V4m5 10v-3" />`,
  playground: svg`<path d="M6 6 2.5 10 6 14m8-8 3.5 4-3.5 4M11.5 4l-3 12" />`,
  picture: svg`<path d="M3 4h14v12H3zM3 14l4-5 4 4 2-2 4 4M13 7.5h.01" />`,
  breakeven: svg`<path d="M3 17V3m0 14h14M5 7c6 0 9 2 12 6M5 14l12-9" />`,
  networks: svg`<path d="M3 6h3v8H3zM9 4h3v12H9zM15 7h2v6h-2M6 10h3m3 0h3" />`,
  savings: svg`<path d="M3 4h14M3 9h9M3 14h4m3 0 2 2 5-5" />`,
  see: svg`<path d="M2.5 10c4-6 11-6 15 0-4 6-11 6-15 0zM10 8v4m-2-2h4" />`,
  boxes: svg`<path d="M3 3h10v9H3zM8 8h9v9H8z" />`,
  peers: svg`<path d="M3 5h9M3 10h14M3 15h6" />`,
  roofline: svg`<path d="M3 17h14M3 14l7-8h7M12.5 10h.01" />`,
  device: svg`<path d="M6 6h8v8H6zM8 3v3m4-3v3M8 14v3m4-3v3M3 8h3m-3 4h3m8-4h3m-3 4h3" />`,
};
