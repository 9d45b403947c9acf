import { css } from 'lit';

export const seePageStyles = css`
  .page {
    display: grid;
    grid-template-columns: 316px minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  header {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  header p {
    flex: 1 1 110px;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .side,
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
    min-width: 0;
  }
  /* What is asked stays in view beside a longer column of answers. */
  .side {
    position: sticky;
    top: 18px;
  }
  .camera {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  .camera[data-open] {
    grid-column: 1 / -1;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .bad {
    color: var(--bad);
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
    /* One column: the answer, what is asked, the picture, the details. */
    .side,
    .main {
      display: contents;
    }
    rp-see-verdict {
      order: 1;
    }
    rp-see-result {
      order: 2;
    }
    rp-picture-source {
      order: 3;
    }
    rp-see-models {
      order: 4;
    }
    rp-see-stages {
      order: 5;
    }
    rp-see-layers {
      order: 6;
    }
  }
`;
