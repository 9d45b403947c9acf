import { css } from 'lit';

/** A thin bar in the colour of the GPU; its width is the place's own. */
export const progressBar = css`
  progress {
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--line);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--gpu);
  }
  progress::-moz-progress-bar {
    background: var(--gpu);
  }
`;
