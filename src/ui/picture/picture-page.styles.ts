import { css } from 'lit';

export const picturePageStyles = css`
  .page {
    display: grid;
    grid-template-columns: 316px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  rp-picture-header {
    grid-column: 1 / -1;
  }
  .side,
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  /* The results stay in view beside a longer column of controls. */
  .main {
    position: sticky;
    top: 18px;
  }
  .drop {
    position: fixed;
    inset: 12px;
    z-index: 5;
    display: grid;
    place-items: center;
    border: 2px dashed var(--focus);
    border-radius: var(--radius-card);
    background: color-mix(in srgb, var(--page) 88%, transparent);
    font-size: 21px;
    pointer-events: none;
  }
  @media (max-width: 1060px) {
    .page {
      grid-template-columns: minmax(0, 1fr);
    }
    /* One column: the answer, what is asked, the pictures, the details. */
    .side,
    .main {
      display: contents;
    }
    rp-picture-verdict {
      order: 1;
    }
    rp-picture-source {
      order: 2;
    }
    rp-filter-panel {
      order: 3;
    }
    rp-stage-strip {
      order: 4;
    }
    rp-result-panes {
      order: 5;
    }
    rp-kernel-grid {
      order: 6;
    }
    rp-time-table {
      order: 7;
    }
  }
  /* Wide enough for the controls in two columns above the pictures. */
  @media (min-width: 700px) and (max-width: 1060px) {
    .page {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-template-rows: auto auto auto 1fr;
    }
    rp-picture-verdict,
    rp-stage-strip,
    rp-result-panes,
    rp-time-table {
      grid-column: 1 / -1;
    }
    rp-filter-panel {
      grid-area: 3 / 2 / span 2;
    }
    rp-kernel-grid {
      order: 3;
    }
  }
`;
