import { expect, it } from 'vitest';
import {
  headersFile,
  headersFor,
  securityHeaders,
} from '../../src/cli/headers.mjs';

const policyOf = (path: string) => headersFor(path)['Content-Security-Policy'];

it('lets only the frame of a peer be framed and use blobs as scripts', () => {
  const frame = policyOf('/src/peers/frame.html');
  expect(frame).toContain("frame-ancestors 'self'");
  expect(frame).toContain("worker-src 'self' blob:");
  expect(frame).toContain("script-src 'self' 'wasm-unsafe-eval' blob:");
  expect(frame).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  for (const path of ['/', '/index.html', '/src/peers/frame.html.js']) {
    expect(headersFor(path)).toEqual(securityHeaders);
    expect(policyOf(path)).toContain("frame-ancestors 'none'");
    expect(policyOf(path)).not.toMatch(/(script|worker)-src[^;]*blob:/);
  }
});

it('tells a static host the same', () => {
  const [, frame] = headersFile().split('/src/peers/frame.html\n');
  expect(frame).toContain(
    `  Content-Security-Policy: ${policyOf('/src/peers/frame.html')}\n`,
  );
});
