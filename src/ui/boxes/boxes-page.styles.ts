import { css } from 'lit';

export const boxesPageStyles = css`
  .page {
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  header {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  header p {
    flex: 1 1 240px;
    min-width: 0;
  }
  .problems {
    grid-column: 1 / -1;
    margin: 0;
    list-style: none;
  }
  .side,
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  /* Where they fit, the controls stay in view beside the results. */
  @media (min-width: 1061px) and (min-height: 860px) {
    .side {
      position: sticky;
      top: 18px;
    }
  }
  @media (max-width: 1060px) {
    .page {
      grid-template-columns: minmax(0, 1fr);
    }
    /* The answer, the boxes, what decides, then the rest. */
    .side,
    .main {
      display: contents;
    }
    rp-box-answer {
      order: 1;
    }
    rp-box-canvas {
      order: 2;
    }
    rp-box-controls {
      order: 3;
    }
    rp-box-detail {
      order: 4;
    }
    .late {
      order: 5;
    }
  }
  @media (max-width: 560px) {
    header h1 {
      flex: 1;
    }
    header p {
      order: 1;
      flex-basis: 100%;
    }
  }
`;
