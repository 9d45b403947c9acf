/** A static server for dist/: isolation headers, a strict CSP, gzip. */
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { forever, headersFor, securityHeaders } from './headers.mjs';

const gzipped = promisify(gzip);
const portsTried = 20;

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wgsl': 'text/wgsl; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/**
 * Serves until closed. Port 0 lets the system choose; a taken port moves on
 * to the next.
 * @param {{ root: string, port?: number, host?: string }} options
 */
export async function serve({ root, port = 4173, host = '127.0.0.1' }) {
  const server = createServer((request, response) => {
    answer(root, request).then(
      ({ status, headers, body }) => {
        const path = (request.url ?? '/').split(/[?#]/)[0];
        response.writeHead(status, { ...headersFor(path), ...headers });
        response.end(request.method === 'HEAD' ? undefined : body);
      },
      (error) => {
        console.error(error);
        response.writeHead(500, securityHeaders).end();
      },
    );
  });
  const last = port === 0 ? 0 : port + portsTried - 1;
  for (let tried = port; ; tried++) {
    const error = await listen(server, tried, host);
    if (!error) break;
    if (error.code !== 'EADDRINUSE') throw error;
    if (tried >= last)
      throw new Error(
        `Ports ${port} to ${last} are all taken; choose another with --port.`,
      );
  }
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${bound}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<NodeJS.ErrnoException | null>} why it does not listen
 */
function listen(server, port, host) {
  return new Promise((settle) => {
    server.once('error', settle);
    server.listen(port, host, () => {
      server.off('error', settle);
      settle(null);
    });
  });
}

/**
 * @typedef {{ status: number, headers: Record<string, string | number>,
 *   body: Buffer | string }} Answer
 * @param {string} root
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Answer>}
 */
async function answer(root, request) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' });
  const file = fileFor(root, request.url ?? '/');
  const facts = file === null ? null : await stat(file).catch(() => null);
  if (file === null || !facts?.isFile()) return text(404, 'Not found.');

  const etag = `W/"${facts.size.toString(36)}-${facts.mtimeMs.toString(36)}"`;
  /** @type {Answer['headers']} */
  const headers = {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    // Names in assets/ hold a hash of the content.
    'Cache-Control': file.includes(`${sep}assets${sep}`) ? forever : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === etag)
    return { status: 304, headers, body: '' };

  let body = await readFile(file);
  const isText = String(headers['Content-Type']).includes('charset');
  if (isText && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    body = await gzipped(body);
    headers['Content-Encoding'] = 'gzip';
  }
  headers['Content-Length'] = body.length;
  return { status: 200, headers, body };
}

/**
 * The file a request names, or null for anything that is not inside the
 * root or hidden.
 * @param {string} root
 * @param {string} url
 */
function fileFor(root, url) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return null;
  }
  if (/\0|\\|\/\./.test(path)) return null;
  const base = resolve(root);
  const file = join(base, path.endsWith('/') ? `${path}index.html` : path);
  return file.startsWith(base + sep) ? file : null;
}

/**
 * @param {number} status
 * @param {string} message
 * @param {Record<string, string>} [headers]
 * @returns {Answer}
 */
const text = (status, message, headers) => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body: `${message}\n`,
});
