import { css } from 'lit';

export const heroCardStyles = css`
  section {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 26px;
    min-height: 98px;
    padding: 14px 18px;
  }
  .figure {
    display: flex;
    align-items: baseline;
    gap: 8px;
    white-space: nowrap;
  }
  .big {
    font-size: 44px;
    line-height: 1.1;
    font-weight: 750;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
  }
  .quiet {
    color: var(--text-3);
  }
  .word {
    font-size: 17px;
    color: var(--text-2);
  }
  .sentence {
    flex: 1 1 340px;
    max-width: 82ch;
    color: var(--text-2);
  }
  .sentence strong {
    color: var(--text);
  }
  b {
    font-weight: 650;
  }
  b.webgpu {
    color: var(--gpu-text);
  }
  b.wasm {
    color: var(--wasm-text);
  }
  :host([stale]) :is(.big, .word, .sentence, b) {
    color: var(--text-3);
  }
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
    margin-top: 6px;
    font-size: 12px;
    color: var(--text-3);
  }
`;
