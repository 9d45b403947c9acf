import { css } from 'lit';

export const answerCardStyles = css`
  .sentence .main {
    font-size: 16px;
    color: var(--text);
  }
  .sentence p + p {
    margin-top: 4px;
  }
  .figure {
    flex-direction: column;
    gap: 0;
  }
  .question {
    font-size: 21px;
    font-weight: 650;
    letter-spacing: -0.01em;
    color: var(--text);
  }
  .start {
    margin-top: 12px;
  }
  .big.CPU {
    color: var(--wasm-text);
  }
  .big.GPU {
    color: var(--gpu-text);
  }
`;
