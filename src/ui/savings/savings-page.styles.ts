import { css } from 'lit';

export const savingsPageStyles = css`
  .notice {
    margin-bottom: var(--gap);
  }
  .columns {
    display: grid;
    grid-template-columns: 288px minmax(0, 1fr);
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
    rp-savings-form {
      order: 1;
    }
    rp-savings-roofline {
      order: 2;
    }
    rp-savings-table {
      order: 3;
    }
    rp-savings-paper {
      order: 4;
    }
    rp-savings-family {
      order: 5;
    }
  }
`;
