import { css } from 'lit';

/** Title, one sentence and what can be done, in a line or stacked on a phone. */
export const pageHead = css`
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
