import { css } from 'lit';

export const kernelDeskStyles = css`
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
  .side .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  .kernel {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    margin-bottom: -6px;
  }
  .kernel select {
    max-width: 100%;
    background: var(--card);
    border-color: var(--line);
  }
  .kernel small {
    flex: 1 1 260px;
  }
  .waiting {
    min-height: 460px;
  }
  @media (max-width: 1080px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .side,
    .results {
      display: contents;
    }
    .given {
      order: 1;
    }
    rp-trial-card {
      order: 0;
    }
  }
`;
