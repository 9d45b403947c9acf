import { css } from 'lit';
import { pageHead } from '../page-head.styles';

export const playgroundPageStyles = css`
  ${pageHead}
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
    nav a {
      min-height: 40px;
      padding: 8px 9px;
    }
  }
`;
