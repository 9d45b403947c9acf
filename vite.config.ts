/** One file for the page, the library and the tests. */
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, UserConfig } from 'vite';
import {
  defineConfig,
  type TestProjectInlineConfiguration,
} from 'vitest/config';
import {
  findBrowser,
  launchOptions,
  type Adapter,
} from './src/cli/browser.mjs';
import { documentPolicy, securityHeaders } from './src/cli/headers.mjs';
import { packagesPlugins } from './src/cli/packages-plugin.mjs';
import { licencesPlugin } from './src/networks/trained/licences/plugin.mjs';
import { offlinePlugin } from './src/offline/plugin.mjs';
import { wasmPlugin } from './src/wasm/plugin.mjs';

/** AssemblyScript takes its seconds: no news. */
const quiet = { pluginTimings: false };

const packages = packagesPlugins();

const shared = {
  base: './',
  plugins: [wasmPlugin(), licencesPlugin(), packages.page()],
  server: { headers: isolation() },
  worker: {
    format: 'es',
    plugins: () => [wasmPlugin(), packages.worker()],
    rolldownOptions: { checks: quiet },
  },
} satisfies UserConfig;

const page = {
  target: 'es2022',
  assetsInlineLimit: 0,
  // The worker carries every shader and the WASM: that is what it is for.
  chunkSizeWarningLimit: 1500,
  rolldownOptions: {
    checks: quiet,
    // The second is a peer's iframe, loaded only when peers are measured.
    input: ['index.html', 'src/peers/frame.html'],
  },
} satisfies UserConfig['build'];

/**
 * Not Vite's lib mode, which would inline the worker as a data: URL: the CSP
 * forbids those.
 */
const library = {
  ...page,
  outDir: 'dist/lib',
  assetsDir: '',
  // Its helper for dynamic imports wants a document, which Node has not.
  modulePreload: false,
  rolldownOptions: {
    checks: quiet,
    input: {
      ridgepoint: 'src/index.ts',
      harness: 'src/cli/harness.ts',
      peers: 'src/peers/index.ts',
    },
    preserveEntrySignatures: 'strict',
    output: { entryFileNames: '[name].js', chunkFileNames: 'engine-[hash].js' },
  },
} satisfies UserConfig['build'];

export default defineConfig(async ({ mode }) => {
  if (mode === 'lib')
    return {
      ...shared,
      plugins: [...shared.plugins, harnessPage()],
      build: library,
    };
  const projects = process.env.VITEST ? [unit, site, await browser()] : [];
  return {
    ...shared,
    plugins: [...shared.plugins, policyInPages(), offlinePlugin()],
    build: page,
    test: { projects },
  };
});

const unit: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'unit',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.browser.test.ts', 'test/site/**'],
    // Oracles and trained weights take their seconds on a busy machine.
    testTimeout: 30_000,
  },
};

/** The built site in a browser, as a visitor has it. */
const site: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'site',
    environment: 'node',
    include: ['test/site/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
};

async function browser(): Promise<TestProjectInlineConfiguration> {
  const adapter: Adapter =
    process.env.RIDGEPOINT_ADAPTER === 'hardware' ? 'hardware' : 'software';
  // Unit tests need no browser, so a missing one is left to Playwright to say.
  const found = await findBrowser().catch(() => null);
  return {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/**/*.browser.test.ts'],
      // An emulated GPU compiles a large kernel for seconds.
      testTimeout: 30_000,
      browser: {
        enabled: true,
        headless: true,
        provider: playwright({
          launchOptions: found ? launchOptions(found, adapter) : {},
        }),
        instances: [{ browser: 'chromium' }],
        viewport: { width: 1440, height: 900 },
        screenshotFailures: false,
      },
    },
  };
}

/** The dev server and the tests are isolated too; the CSP is dist's alone. */
function isolation() {
  const { 'Content-Security-Policy': _, ...headers } = securityHeaders;
  return headers;
}

/** For static hosts that send no headers; the dev server needs inline scripts. */
const policyInPages = (): Plugin => ({
  name: 'policy-in-pages',
  apply: 'build',
  transformIndexHtml: (_, { path }) => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: documentPolicy(path),
      },
      injectTo: 'head-prepend',
    },
  ],
});

/** An empty page of our origin, in which the commands drive the library. */
function harnessPage(): Plugin {
  return {
    name: 'harness-page',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'harness.html',
        source:
          '<!doctype html><html lang="en"><title>Harness</title></html>\n',
      });
    },
  };
}
