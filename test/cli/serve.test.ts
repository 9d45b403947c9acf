import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/cli/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'serve-test-'));
const root = join(folder, 'dist');
let url: string;
let close: () => void;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><p>home</p>');
  writeFileSync(join(root, 'assets/app-AbC123.js'), 'export {};'.repeat(200));
  writeFileSync(join(root, 'module.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d));
  writeFileSync(join(root, '.stamp'), 'hidden');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  ({ url, close } = await serve({ root, port: 0 }));
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) =>
  fetch(new URL(path, url), init);

/** fetch() tidies a path before it sends it; a plain request does not. */
const status = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    send({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('serve', () => {
  it('isolates the page and allows nothing inline or foreign', async () => {
    const response = await get('/');
    expect(await response.text()).toContain('home');
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  });

  it('keeps hashed assets forever and asks again for the rest', async () => {
    const asset = await get('/assets/app-AbC123.js');
    expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(asset.headers.get('cache-control')).toContain('immutable');

    const page = await get('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const etag = page.headers.get('etag') ?? '';
    const again = await get('/', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  it('compresses text and leaves bytes alone', async () => {
    const text = await get('/assets/app-AbC123.js');
    expect(text.headers.get('content-encoding')).toBe('gzip');
    expect(await text.text()).toHaveLength(2000);
    const bytes = await get('/module.wasm');
    expect(bytes.headers.get('content-type')).toBe('application/wasm');
    expect(bytes.headers.get('content-encoding')).toBeNull();
  });

  it('answers HEAD with headers alone', async () => {
    const response = await get('/module.wasm', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('4');
    expect(await response.text()).toBe('');
  });

  it('answers 404 with the same protection', async () => {
    const response = await get('/nothing-here');
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found.\n');
    expect(response.headers.get('content-security-policy')).toBeTruthy();
  });

  it('refuses to write', async () => {
    const response = await get('/', { method: 'POST', body: 'x' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%5csecret.txt',
    '/.stamp',
    '/%00',
    '/%',
    '/assets',
  ])('does not answer %s', async (path) => {
    expect(await status(path)).toBe(404);
  });

  it('moves on from a port that is taken', async () => {
    const taken = Number(new URL(url).port);
    const next = await serve({ root, port: taken });
    try {
      const port = Number(new URL(next.url).port);
      expect(port).toBeGreaterThan(taken);
      expect((await fetch(next.url)).status).toBe(200);
    } finally {
      next.close();
    }
  });
});
