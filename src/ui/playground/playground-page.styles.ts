import { css } from 'lit';

export const playgroundPageStyles = css`
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
  nav {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    scrollbar-width: none;
    margin: 12px 0 var(--gap);
    border-bottom: 1px solid var(--line);
  }
  nav a {
    flex: none;
    padding: 8px 12px;
    border-bottom: 2px solid transparent;
    color: var(--text-2);
    text-decoration: none;
  }
  nav a:focus-visible {
    outline-offset: -2px;
  }
  nav a[aria-current='page'] {
    border-color: var(--gpu-text);
    color: var(--text);
    font-weight: 650;
  }
  .notice,
  rp-challenges {
    margin-bottom: var(--gap);
  }
  rp-challenges[listing]:not([hidden]) + rp-kernel-desk {
    display: none;
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
    nav a {
      min-height: 40px;
      padding: 8px 9px;
    }
  }
`;
