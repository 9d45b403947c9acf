import { css } from 'lit';

export const verdictStyles = css`
  .card {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 28px;
    min-height: 98px;
  }
  .hero {
    font-size: 44px;
    line-height: 1.1;
    letter-spacing: -0.02em;
    font-weight: 750;
    white-space: nowrap;
  }
  .hero span {
    font-size: 17px;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--text-3);
  }
  .words {
    flex: 1 1 320px;
    max-width: 62ch;
    color: var(--text-2);
  }
  .gpu {
    color: var(--gpu-text);
  }
  .wasm {
    color: var(--wasm-text);
  }
  .reference {
    color: var(--text);
  }
  .ok {
    color: var(--ok-text);
  }
  .badge {
    display: inline-block;
    margin-top: 6px;
  }
`;
