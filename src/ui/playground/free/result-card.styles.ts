import { css } from 'lit';

export const resultCardStyles = css`
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 12px;
    margin-top: 6px;
  }
  .figure {
    font: 600 32px/1.2 var(--mono);
    letter-spacing: -0.02em;
  }
  .running {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    margin-top: 10px;
  }
  .running small {
    flex: 1 1 160px;
  }
  progress {
    width: 140px;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--line);
    accent-color: var(--gpu);
  }
  .notice {
    margin-top: 10px;
  }
  .notice strong {
    display: block;
    color: var(--text);
  }
  .view {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
    margin: 14px 0 12px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .view label,
  .view fieldset {
    display: grid;
    gap: 2px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: 12px;
    color: var(--text-3);
  }
  .view legend {
    padding: 0;
    margin-bottom: 2px;
  }
  .view input[type='text'] {
    width: 84px;
    text-align: right;
  }
  .segments {
    display: flex;
  }
  .segments label {
    position: relative;
    display: block;
  }
  .segments input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments span {
    display: block;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-left-width: 0;
    font-size: 13px;
    line-height: 30px;
    color: var(--text-2);
  }
  .segments label:first-of-type span {
    border-left-width: 1px;
    border-radius: var(--radius-control) 0 0 var(--radius-control);
  }
  .segments label:last-of-type span {
    border-radius: 0 var(--radius-control) var(--radius-control) 0;
  }
  .segments input:checked + span {
    background: var(--gpu-soft);
    color: var(--gpu-text);
    font-weight: 650;
  }
  .segments input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .odd {
    color: var(--bad);
  }
  @media (max-width: 820px) {
    .segments span {
      line-height: 38px;
    }
  }
`;
