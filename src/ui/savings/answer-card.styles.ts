import { css } from 'lit';

export const answerCardStyles = css`
  section {
    padding: 18px;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 10px 26px;
    margin: 0;
  }
  .figure {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  dt {
    font-size: 12px;
    font-weight: 650;
    letter-spacing: 0.09em;
    text-transform: uppercase;
    color: var(--text-3);
  }
  dd {
    margin: 0;
  }
  .big {
    font-size: 44px;
    line-height: 1.15;
    font-weight: 750;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
    color: var(--text);
  }
  .quiet {
    color: var(--text-3);
  }
  .webgpu .measured:not(.quiet) {
    color: var(--gpu-text);
  }
  .wasm .measured:not(.quiet) {
    color: var(--wasm-text);
  }
  .track {
    display: block;
    width: 100%;
    height: 8px;
    margin: 4px 0 8px;
    border-radius: 4px;
  }
  .track .all {
    fill: var(--inset);
  }
  .track .part {
    fill: var(--text-3);
    transition: width 180ms ease-out;
  }
  .track .spread {
    fill: none;
    stroke: var(--text);
    stroke-width: 1.5px;
  }
  .webgpu .track.own .part {
    fill: var(--gpu);
  }
  .wasm .track.own .part {
    fill: var(--wasm);
  }
  .how {
    font-size: 12.5px;
    line-height: 1.5;
    color: var(--text-2);
  }
  .how .symbols {
    display: block;
    color: var(--text-3);
  }
  .how .numbers {
    font-family: var(--mono);
    font-size: 12px;
    overflow-wrap: anywhere;
    color: var(--text);
  }
  .how b {
    font-family: var(--mono);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    color: var(--text);
  }
  .sentence {
    margin-top: 16px;
    padding-top: 14px;
    border-top: 1px solid var(--line);
    color: var(--text-2);
  }
  .sentence p {
    max-width: 84ch;
  }
  .sentence .main {
    font-size: 16px;
    line-height: 1.5;
    color: var(--text);
  }
  .sentence .main strong {
    font-weight: 700;
  }
  .more {
    display: grid;
    gap: 4px;
    max-width: 88ch;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .more li {
    padding-left: 16px;
    text-indent: -16px;
  }
  .more li::before {
    content: '–';
    display: inline-block;
    width: 16px;
    text-indent: 0;
    color: var(--text-3);
  }
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin-top: 10px;
    font-size: 13px;
  }
  .how button {
    display: block;
    min-height: 32px;
    margin-top: 6px;
    font-size: 13px;
  }
  .start {
    margin-top: 10px;
  }
  @media (max-width: 620px) {
    section {
      padding: 16px;
    }
    .figures {
      grid-template-columns: minmax(0, 1fr);
      gap: 14px;
    }
    .figure {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      column-gap: 10px;
    }
    .figure > dd:not(.value) {
      grid-column: 1 / -1;
    }
    .big {
      font-size: 32px;
    }
  }
`;
