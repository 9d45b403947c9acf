import { css } from 'lit';

export const peersPageStyles = css`
  .question {
    font-size: 21px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .results > .card > p + p {
    margin-top: 10px;
  }
  .views {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .views button[aria-pressed='true'] {
    background: var(--inset);
    font-weight: 650;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 18px;
    margin: 10px 0 0;
    font-size: 13px;
  }
  dt {
    color: var(--text-3);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  @media (max-width: 1080px) {
    /* The answer first, then what was asked, then the details. */
    rp-peers-form {
      order: 1;
    }
    rp-peers-table {
      order: 2;
    }
    rp-peers-bars {
      order: 3;
    }
    .about {
      order: 4;
    }
  }
`;
