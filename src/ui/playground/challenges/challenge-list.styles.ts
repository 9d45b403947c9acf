import { css } from 'lit';

export const challengeListStyles = css`
  section {
    display: grid;
    gap: 14px;
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 10px 18px;
  }
  .count {
    font-size: 21px;
  }
  .start {
    min-width: 0;
    padding-block: 6px;
    text-align: left;
  }
  h3 {
    margin-top: 4px;
    font-size: 14px;
  }
  ul {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    gap: 2px 10px;
    width: 100%;
    padding: 10px 14px 10px 12px;
    text-align: left;
  }
  .row > * {
    grid-column: 2;
    min-width: 0;
  }
  .row > .mark {
    grid-column: 1;
    grid-row: 1;
    display: grid;
    place-items: center;
    width: 20px;
    height: 20px;
    border: 1.6px solid var(--text-3);
    border-radius: 50%;
    font-size: 12px;
    font-weight: 700;
  }
  .done > .mark {
    border-color: var(--ok-text);
    background: var(--ok-text);
    color: var(--card);
  }
  .title {
    font-weight: 600;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    font-size: 12px;
    color: var(--text-2);
  }
  .learns {
    color: var(--text-2);
    font-size: 13px;
  }
  .forget {
    justify-self: start;
  }
  @container (min-width: 760px) {
    .row {
      grid-template-columns: 24px minmax(0, 5fr) minmax(0, 3fr) minmax(0, 8fr);
      align-items: center;
      gap: 0 14px;
    }
    .row > .title {
      grid-column: 2;
    }
    .row > .about {
      grid-column: 3;
    }
    .row > .learns {
      grid-column: 4;
    }
  }
`;
