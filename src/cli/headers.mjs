/** The headers every answer carries, here and on a static host. */

/**
 * Isolation gives shared memory and fine clocks. Nothing inline, nothing from
 * elsewhere; WebAssembly is compiled from bytes in the page's own scripts.
 */
export const securityHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

export const forever = 'public, max-age=31536000, immutable';

/** The same in the form that Netlify and Cloudflare Pages read. */
export function headersFile() {
  const lines = Object.entries(securityHeaders).map(
    ([name, value]) => `  ${name}: ${value}\n`,
  );
  return `/*\n${lines.join('')}/assets/*\n  Cache-Control: ${forever}\n`;
}
