import { css } from 'lit';

export const textCardStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  header,
  .tools,
  .tabs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  header {
    justify-content: space-between;
    gap: 8px 14px;
  }
  h2 {
    letter-spacing: 0;
    text-transform: none;
    overflow-wrap: anywhere;
  }
  header .tools {
    flex-basis: 100%;
  }
  .tools button,
  .tabs button {
    min-height: 30px;
    padding: 0 10px;
    font-size: 13px;
  }
  .verdict {
    flex: 1;
    font-size: 13px;
    text-align: right;
  }
  .ok {
    color: var(--ok-text);
  }
  .bad {
    color: var(--bad);
  }
  .run {
    min-width: 86px;
  }
  button[aria-pressed='true'] {
    border-color: var(--gpu-text);
    background: var(--gpu-soft);
  }
  @media (max-width: 820px) {
    .tools button,
    .tabs button {
      min-height: 40px;
    }
  }
`;
