import { css } from 'lit';

export const pictureSourceStyles = css`
  .card {
    display: grid;
    gap: 12px;
  }
  .thumbnails {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    gap: 8px;
  }
  .thumbnails button {
    aspect-ratio: 1;
    min-height: 40px;
    padding: 0;
    overflow: hidden;
    border-width: 2px;
  }
  .thumbnails button[aria-pressed='true'] {
    border-color: var(--text);
  }
  .thumbnails img {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .about {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .about p:first-child {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 10px;
  }
  .about .number {
    flex: none;
  }
  .note,
  .problem {
    margin-top: 8px;
    padding: 8px 10px;
    border-left: 3px solid var(--oracle);
    border-radius: 3px;
    background: var(--inset);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .problem {
    margin: 0;
    border-color: var(--bad);
  }
  .own {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(118px, 1fr));
    gap: 8px;
  }
  rp-camera-view[open] {
    grid-row: 1;
    grid-column: 1 / -1;
  }
  .file {
    display: flex;
    align-items: center;
    justify-content: center;
    text-align: center;
    white-space: nowrap;
  }
  .file:hover {
    border-color: var(--text-3);
  }
  .file:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (max-width: 820px) {
    .file {
      min-height: 40px;
    }
  }
`;
