import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template-columns: 188px minmax(0, 1fr);
    min-height: 100dvh;
  }
  main {
    width: 100%;
    max-width: 1560px;
    padding: 18px 24px 26px;
  }
  main:focus {
    outline: none;
  }
  .skip {
    position: absolute;
    z-index: 10;
    top: 8px;
    left: 8px;
    padding: 8px 14px;
    border-radius: var(--radius-control);
    background: var(--card);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  .notice {
    margin-bottom: var(--gap);
  }
  h1 + .notice {
    margin-top: var(--gap);
  }
  .notice button {
    margin-top: 10px;
  }
  @media (max-width: 820px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
    main {
      padding: 12px 16px 84px;
    }
  }
`;
