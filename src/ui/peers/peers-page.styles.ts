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
    /* The answer, its details, then what was asked. */
    rp-peers-form,
    .about {
      order: 1;
    }
  }
`;
