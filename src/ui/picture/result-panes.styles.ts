import { css } from 'lit';

export const resultPanesStyles = css`
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 4px 14px;
    min-height: 36px;
    margin: -6px 0 8px;
  }
  .panes {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 14px;
  }
  rp-pane {
    min-width: 0;
    transition: opacity 150ms 100ms;
  }
  :host([stale]) rp-pane {
    opacity: 0.45;
  }
  rp-amplifier {
    margin-top: 14px;
  }
  @media (max-width: 820px) {
    header {
      min-height: 40px;
    }
    .panes {
      gap: 12px;
    }
  }
`;
