/** The headers every answer carries, here and on a static host. */

const policy = [
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
  // Ours are in src/trusted.ts; Lit's make its templates.
  "require-trusted-types-for 'script'",
  'trusted-types ridgepoint lit-html',
];

/**
 * Isolation gives shared memory and fine clocks. Nothing inline, nothing from
 * elsewhere; WebAssembly is compiled from bytes in the page's own scripts.
 */
export const securityHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': policy.join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The page in which a peer's library runs, inside an iframe of ours. */
const peerFrame = '/src/peers/frame.html';

/**
 * There, libraries start their threads from blobs of their own text, and know
 * no Trusted Types.
 */
const peerPolicy = policy
  .filter((rule) => !rule.includes('trusted-types'))
  .map((rule) =>
    rule
      .replace(/^(script|worker)-src.*/, '$& blob:')
      .replace(/^frame-ancestors.*/, "frame-ancestors 'self'"),
  );

/** @param {string} path of the request */
export const headersFor = (path) =>
  path === peerFrame
    ? { ...securityHeaders, 'Content-Security-Policy': peerPolicy.join('; ') }
    : securityHeaders;

/**
 * The policy as a document can state it itself, for hosts that send no
 * headers; who may frame it is not among what it can say.
 * @param {string} path of the document
 */
export function documentPolicy(path) {
  const { 'Content-Security-Policy': whole } = headersFor(path);
  const rules = whole.split('; ');
  return rules.filter((rule) => !rule.startsWith('frame-anc')).join('; ');
}

export const forever = 'public, max-age=31536000, immutable';

/** The same in the form that Netlify and Cloudflare Pages read. */
export function headersFile() {
  const lines = Object.entries(securityHeaders).map(
    ([name, value]) => `  ${name}: ${value}\n`,
  );
  return (
    `/*\n${lines.join('')}/assets/*\n  Cache-Control: ${forever}\n` +
    `${peerFrame}\n  ! Content-Security-Policy\n` +
    `  Content-Security-Policy: ${peerPolicy.join('; ')}\n`
  );
}
