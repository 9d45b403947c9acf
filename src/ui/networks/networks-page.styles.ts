import { css } from 'lit';

export const networksPageStyles = css`
  .notice {
    margin-bottom: var(--gap);
  }
  .columns {
    display: grid;
    grid-template-columns: 288px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  .results {
    display: grid;
    grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  .results > .whole {
    grid-column: 1 / -1;
  }
  .side,
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  rp-layer-table {
    margin-top: var(--gap);
  }
  @media (max-width: 1080px) {
    .columns,
    .results {
      grid-template-columns: minmax(0, 1fr);
    }
    /* The answer first, then what was asked, then the details. */
    .columns,
    .results {
      display: flex;
      flex-direction: column;
      align-items: stretch;
    }
    .side,
    .results {
      display: contents;
    }
    rp-networks-answer {
      order: -1;
    }
    rp-switches-card {
      order: 1;
    }
  }
`;
