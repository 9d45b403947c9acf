import { css } from 'lit';

export const rooflinePageStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
    margin-bottom: var(--gap);
  }
  .head p {
    flex: 1 1 220px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  .hero {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 28px;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 8px;
  }
  .big {
    font-size: 44px;
    font-weight: 750;
    line-height: 1.15;
    letter-spacing: -0.02em;
  }
  .word {
    font-size: 16px;
    color: var(--text-3);
  }
  .sentence {
    flex: 1 1 320px;
    display: grid;
    gap: 6px;
    max-width: 74ch;
    color: var(--text-2);
  }
  .webgpu {
    color: var(--gpu-text);
  }
  .wasm {
    color: var(--wasm-text);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 10px 18px;
    margin-bottom: 12px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 14px;
  }
  .filters label {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 12px;
    color: var(--text-3);
  }
  .filters select {
    max-width: 170px;
    font-family: inherit;
  }
  .verdict {
    margin: 12px 0;
    padding: 10px 14px;
    border-left: 3px solid var(--oracle);
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
    background: var(--inset);
    color: var(--text-2);
  }
  .verdict.of-webgpu {
    border-color: var(--gpu);
  }
  .verdict.of-wasm {
    border-color: var(--wasm);
  }
  .verdict strong {
    color: var(--text);
  }
  .note {
    max-width: 96ch;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  .pair h2 {
    margin-bottom: 12px;
  }
  @media (max-width: 1080px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 820px) {
    .head p {
      flex-basis: 100%;
    }
    .filters {
      display: grid;
      grid-template-columns: 1fr 1fr;
      width: 100%;
    }
    .filters label {
      display: grid;
      gap: 2px;
    }
    .filters select {
      max-width: none;
      width: 100%;
    }
  }
`;
