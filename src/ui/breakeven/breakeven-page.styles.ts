import { css } from 'lit';

export const breakevenPageStyles = css`
  .notice {
    margin-bottom: var(--gap);
  }
  .columns {
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  .side,
  .results {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  @media (max-width: 1080px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .side,
    .results {
      display: contents;
    }
    /* The answer first, then what was asked, then the details. */
    rp-sweep-form {
      order: 1;
    }
    rp-sweep-chart {
      order: 2;
    }
    rp-sweep-table {
      order: 3;
    }
    rp-fit-card {
      order: 4;
    }
  }
`;
