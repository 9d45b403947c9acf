import { css } from 'lit';

export const railStyles = css`
  :host {
    position: sticky;
    top: 0;
    display: flex;
    flex-direction: column;
    gap: 18px;
    height: 100dvh;
    padding: 18px 12px;
    border-right: 1px solid var(--line);
  }
  rp-logo {
    padding: 0 9px;
  }
  nav {
    flex: 1;
    min-height: 0;
    /* A low window scrolls the pages, not the name and the device. */
    margin: -2px;
    padding: 2px;
    overflow-y: auto;
  }
  ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 0 10px;
    border-radius: var(--radius-control);
    color: var(--text-2);
    text-decoration: none;
  }
  nav a:hover {
    background: var(--inset);
  }
  nav a[aria-current] {
    background: var(--inset);
    color: var(--text);
    font-weight: 650;
  }
  nav svg {
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (max-width: 820px) {
    :host {
      position: static;
      height: auto;
      padding: 12px 16px 0;
      border: 0;
    }
    rp-logo {
      padding: 0;
    }
    rp-device-card {
      display: none;
    }
    nav {
      position: fixed;
      z-index: 5;
      inset: auto 0 0;
      margin: 0;
      padding: 4px 8px calc(4px + env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
      background: var(--page);
      overflow-x: auto;
      overscroll-behavior-x: contain;
      scrollbar-width: none;
    }
    ul {
      grid-auto-flow: column;
      /* What does not fit is cut, which says that there is more. */
      grid-auto-columns: minmax(66px, 1fr);
    }
    nav a {
      flex-direction: column;
      justify-content: center;
      gap: 2px;
      min-height: 48px;
      padding: 0 2px;
      font-size: 11px;
      white-space: nowrap;
    }
  }
`;
