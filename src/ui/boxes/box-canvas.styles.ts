import { css } from 'lit';

export const boxCanvasStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    margin-bottom: 10px;
  }
  h2 {
    flex: 1;
  }
  .stage {
    position: relative;
    aspect-ratio: 16 / 10;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
    background: var(--inset);
    touch-action: none;
    cursor: default;
    overflow: hidden;
  }
  .stage[data-cursor='move'] {
    cursor: move;
  }
  .stage[data-cursor='resize'] {
    cursor: nwse-resize;
  }
  .stage[data-cursor='pan'] {
    cursor: grab;
  }
  .stage[data-cursor='draw'] {
    cursor: crosshair;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    padding: 18px;
    text-align: center;
    color: var(--text-2);
    pointer-events: none;
  }
  .empty strong {
    color: var(--text);
  }
  .zoom {
    position: absolute;
    right: 8px;
    bottom: 8px;
    padding: 1px 7px;
    border-radius: 6px;
    background: var(--card);
    font-size: 12px;
    color: var(--text-2);
    pointer-events: none;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin-top: 10px;
    font-size: 12px;
    color: var(--text-3);
  }
  .key span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .key i {
    flex: none;
    width: 16px;
    height: 11px;
    border: 2px solid var(--text-2);
  }
  .key i.ghost {
    border: 1px dashed var(--text-3);
  }
  .key i.map {
    border: 0;
    background: linear-gradient(
      90deg,
      oklch(65% 0.15 258 / 15%),
      oklch(65% 0.15 258 / 80%)
    );
  }
  .key i.grey {
    background: linear-gradient(90deg, var(--inset), var(--text-3));
  }
  :host([stale]) canvas.base {
    opacity: 0.55;
  }
  @media (max-width: 820px) {
    .keys {
      display: none !important;
    }
  }
`;
