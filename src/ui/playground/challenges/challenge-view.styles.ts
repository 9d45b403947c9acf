import { css } from 'lit';

export const challengeViewStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .bar > :first-child {
    margin-right: auto;
  }
  h2 {
    font-size: 21px;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-transform: none;
    color: var(--text);
  }
  h3 {
    font-size: 14px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    font-size: 12px;
    color: var(--text-2);
  }
  .facts code {
    overflow-wrap: anywhere;
  }
  .chip.done {
    border-color: var(--ok);
    color: var(--ok-text);
  }
  .task {
    max-width: 76ch;
  }
  .learned {
    padding: 10px 14px;
    border-left: 3px solid var(--ok);
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
    background: var(--inset);
  }
  .body,
  .main,
  .hints,
  .solution {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 12px;
  }
  .hints,
  .solution {
    gap: 8px;
  }
  .hints > button,
  .solution > button {
    justify-self: start;
  }
  @container (min-width: 860px) {
    .body {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      gap: 28px;
    }
  }
  ol {
    display: grid;
    gap: 6px;
    max-width: 76ch;
    margin: 0;
    padding-left: 20px;
  }
`;
