import { css, html } from 'lit';
import { lineDiff, type DiffLine } from './line-diff';

const signs: Readonly<Record<DiffLine['kind'], string>> = {
  same: ' ',
  removed: '−',
  added: '+',
  gap: '⋯',
};
const spoken: Readonly<Partial<Record<DiffLine['kind'], string>>> = {
  removed: 'removed: ',
  added: 'added: ',
};

/** From the text the exercise begins with to one that reaches its goal. */
export const solutionDiff = (from: string, to: string) =>
  html`<div
    class="diff"
    tabindex="0"
    role="region"
    aria-label="A solution, line by line"
  >
    ${lineDiff(from, to).map(
      ({ kind, text }) =>
        html`<div class="line ${kind}">
          <span class="sign" aria-hidden="true">${signs[kind]}</span>
          <span class="visually-hidden">${spoken[kind] ?? ''}</span>
          <span class="code">${text}</span>
        </div>`,
    )}
  </div>`;

export const solutionDiffStyles = css`
  .diff {
    max-width: 100%;
    margin: 0;
    padding: 8px 0;
    overflow-x: auto;
    border-radius: var(--radius-control);
    background: var(--inset);
    font: 12px/1.55 var(--mono);
  }
  .line {
    display: flex;
    min-height: 1.55em;
    width: max-content;
    min-width: 100%;
    padding-right: 12px;
  }
  .sign {
    flex: none;
    width: 24px;
    text-align: center;
    color: var(--text-2);
  }
  .code {
    white-space: pre;
  }
  .removed {
    color: var(--text-2);
  }
  .removed > .sign {
    color: var(--bad);
    font-weight: 700;
  }
  .added {
    background: var(--gpu-soft);
  }
`;
