import { css } from 'lit';

export const layersCardStyles = css`
  .head,
  .closed,
  .pick {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  h2 {
    flex: 1;
    white-space: nowrap;
  }
  progress {
    width: 110px;
    height: 6px;
    accent-color: var(--text-2);
  }
  .closed {
    margin-top: 8px;
  }
  .closed p {
    flex: 1 1 300px;
    max-width: 70ch;
  }
  .notice {
    margin-top: 10px;
  }
  .pick {
    margin: 10px 0 14px;
  }
  .pick > button {
    width: 40px;
    padding: 0;
    font-size: 18px;
  }
  select {
    flex: 1 1 240px;
    min-width: 0;
    min-height: 36px;
  }
  .both {
    display: grid;
    grid-template-columns: 264px minmax(0, 1fr);
    gap: 18px;
    align-items: start;
  }
  figure {
    position: sticky;
    top: 18px;
    margin: 0;
  }
  figcaption {
    margin-top: 10px;
    font-size: 13px;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr auto 1fr;
    gap: 2px 10px;
    margin: 6px 0;
    color: var(--text-2);
  }
  dd {
    margin: 0;
    text-align: right;
    color: var(--text);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(68px, 1fr));
    gap: 6px;
  }
  .grid button {
    min-height: 0;
    padding: 2px;
    border: 2px solid transparent;
    border-radius: 7px;
    background: none;
  }
  .grid button:hover {
    border-color: var(--line);
  }
  .grid button[aria-pressed='true'] {
    border-color: var(--text);
  }
  rp-thumbnail {
    --rendering: pixelated;
  }
  .more {
    margin-top: 10px;
  }
  @media (max-width: 820px) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    figure {
      position: static;
    }
    .pick select {
      order: -1;
      flex-basis: 100%;
    }
    fieldset {
      flex: 1;
    }
  }
`;
