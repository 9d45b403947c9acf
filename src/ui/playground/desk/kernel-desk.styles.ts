import { css } from 'lit';

export const kernelDeskStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  .columns {
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  .side,
  .side .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  /* What is edited stays in view beside a longer column of facts. */
  .text {
    position: sticky;
    top: 18px;
    --editor-height: max(340px, calc(100dvh - 322px));
  }
  .text .notice {
    margin-bottom: 12px;
  }
  .kernel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 160px;
    align-items: center;
    gap: 6px 10px;
    margin: 2px 0 8px;
  }
  .kernel label {
    color: var(--text-2);
  }
  .kernel select {
    width: 100%;
    min-height: 30px;
    font-weight: 650;
  }
  .kernel p {
    grid-column: 1 / -1;
    font-size: 12px;
    line-height: 1.45;
    color: var(--text-2);
  }
  .waiting {
    display: grid;
    place-items: center;
    min-height: 460px;
  }
  @media (max-width: 1080px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      display: contents;
    }
    .text {
      position: static;
      order: 1;
      --editor-height: 60dvh;
    }
    .given {
      order: 2;
    }
  }
  @media (max-width: 820px) {
    .kernel select {
      min-height: 40px;
    }
  }
`;
