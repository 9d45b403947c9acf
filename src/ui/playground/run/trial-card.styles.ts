import { css } from 'lit';
import { progressBar } from '../../progress-bar.styles';

export const trialCardStyles = css`
  ${progressBar}
  :host {
    container-type: inline-size;
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--gap);
    align-items: start;
  }
  .card {
    grid-column: 1 / -1;
  }
  h2 {
    margin-bottom: 12px;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 26px;
    min-height: 98px;
    padding: 14px 18px;
  }
  .answer .notice {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 18px;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
  }
  .big {
    font-size: 44px;
    line-height: 1.1;
    font-weight: 750;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
  }
  .big.words {
    font-size: 30px;
  }
  .word {
    font-size: 17px;
    color: var(--text-2);
  }
  .figure.bad .big {
    color: var(--bad);
  }
  .figure.faster .big {
    color: var(--ok-text);
  }
  .figure.slower .big {
    color: var(--wasm-text);
  }
  .sentence {
    display: grid;
    gap: 6px;
    flex: 1 1 340px;
    max-width: 82ch;
    color: var(--text-2);
  }
  .sentence b,
  .label {
    color: var(--text);
  }
  .next {
    font-size: 12px;
    color: var(--text-3);
  }
  :host([stale]) :is(.figure .big, .word, .sentence) {
    color: var(--text-3);
  }
  progress {
    width: 100%;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0;
    padding: 0;
    font-size: 12px;
    color: var(--text-3);
    list-style: none;
    counter-reset: step;
  }
  .steps li::before {
    content: counter(step) ' ';
    counter-increment: step;
    font-family: var(--mono);
  }
  .steps .done::before {
    content: '✓ ' / '';
    color: var(--ok-text);
  }
  .steps .current {
    font-weight: 650;
    color: var(--text);
  }
  button.link {
    display: inline;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    text-align: left;
    text-decoration: underline;
    color: var(--gpu-text);
  }
  .unwritten {
    margin-bottom: 12px;
  }
  .messages {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    font-size: 13px;
    color: var(--text-2);
    list-style: none;
  }
  .messages .error b {
    color: var(--bad);
  }
  .messages .warning b {
    color: var(--wasm-text);
  }
  @media (max-width: 820px) {
    /* A line of text, but a finger's height. */
    button.link {
      padding: 8px 0;
    }
  }
  @container (min-width: 900px) {
    .card:not(.answer, .wide) {
      grid-column: span 1;
    }
  }
`;
