import { css } from 'lit';

export const benchPageStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  header p {
    flex: 1 1 220px;
  }
  .actions {
    display: flex;
    gap: 12px;
  }
  .actions .primary {
    min-width: 86px;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 18px;
    margin: 4px 0;
  }
  progress {
    flex: none;
    width: 200px;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--line);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--gpu);
  }
  progress::-moz-progress-bar {
    background: var(--gpu);
  }
  .progress small {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .notice {
    margin-bottom: var(--gap);
  }
  .notice button {
    min-height: 30px;
    margin-left: 8px;
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
  .below {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  @media (max-width: 1320px) {
    .below {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 1080px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .side,
    .results,
    .below {
      display: contents;
    }
    /* The answer first, then what was asked, then the details. */
    rp-workload-form,
    rp-cost-card {
      order: 1;
    }
    rp-detail-tabs {
      order: 2;
    }
  }
  @media (max-width: 820px) {
    .actions {
      width: 100%;
      gap: 8px;
    }
    .actions > * {
      flex: 1;
    }
    header p {
      flex-basis: 100%;
    }
  }
`;
