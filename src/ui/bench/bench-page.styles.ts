import { css } from 'lit';
import { pageHead } from '../page-head.styles';
import { progressBar } from '../progress-bar.styles';

export const benchPageStyles = css`
  ${pageHead}
  ${progressBar}
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
  }
`;
