import { css } from 'lit';

export const freeModeStyles = css`
  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    margin-bottom: var(--gap);
  }
  .start label {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--text-2);
  }
  .start p {
    flex: 1 1 220px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 372px;
    gap: var(--gap);
    align-items: start;
  }
  .main,
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
    margin-bottom: 10px;
  }
  .head p {
    flex: 1 1 160px;
    font-size: 13px;
    text-align: right;
  }
  .ok {
    color: var(--ok-text);
  }
  .bad-text {
    color: var(--bad);
  }
  @media (max-width: 1080px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 820px) {
    .start select {
      flex: 1;
    }
    .head p {
      flex-basis: 100%;
      order: 1;
      text-align: left;
    }
    .head .primary {
      min-width: 96px;
    }
  }
`;
