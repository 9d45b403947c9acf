/** Finds a browser with WebGPU and starts it the same way everywhere. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packagedChromium } from './packaged-chromium.mjs';

/**
 * @typedef {{ executablePath: string, env?: Record<string, string> }} Browser
 * @typedef {'software' | 'hardware'} Adapter
 */

/**
 * CHROME_PATH, then an installed browser, then Playwright's own, then the
 * one that comes as a package.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const { CHROME_PATH: named } = process.env;
  if (named) {
    if (existsSync(named)) return { executablePath: named };
    throw new Error(
      `CHROME_PATH ${named} does not exist; correct or unset it.`,
    );
  }
  const installed = usualPlaces().find(works);
  if (installed) return { executablePath: installed };
  const { chromium } = await import('playwright');
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return { executablePath: downloaded };
  if (process.platform === 'linux' && process.arch === 'x64')
    return packagedChromium();
  throw new Error(
    'No Chrome, Chromium or Edge found; install one, or run "npx playwright ' +
      'install chromium", or set CHROME_PATH to a browser.',
  );
}

/**
 * What Playwright needs to start it with WebGPU.
 * @param {Browser} browser
 * @param {Adapter} adapter
 */
export function launchOptions({ executablePath, env }, adapter) {
  const args = [
    '--enable-unsafe-webgpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ];
  if (adapter === 'software') args.push('--use-webgpu-adapter=swiftshader');
  else if (process.platform === 'linux')
    // Without a display Chromium picks no GPU by itself.
    args.push('--enable-features=Vulkan', '--ignore-gpu-blocklist');
  return { executablePath, env, args, headless: true };
}

/**
 * Hardware where there is some; RIDGEPOINT_ADAPTER=software or hardware
 * decides instead.
 * @param {Browser} browser
 * @returns {Promise<Adapter>}
 */
export async function chooseAdapter(browser) {
  const { RIDGEPOINT_ADAPTER: asked } = process.env;
  if (asked === 'software' || asked === 'hardware') return asked;
  const { chromium } = await import('playwright');
  const { serve } = await import('./serve.mjs');
  // navigator.gpu exists on secure origins only, and localhost is one.
  const server = await serve({ root: import.meta.dirname, port: 0 });
  const running = await chromium.launch(launchOptions(browser, 'hardware'));
  try {
    const page = await running.newPage();
    await page.goto(`${server.url}browser.mjs`);
    const found = await page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      return adapter && !/swiftshader/i.test(adapter.info.architecture);
    });
    return found ? 'hardware' : 'software';
  } finally {
    await running.close();
    server.close();
  }
}

function usualPlaces() {
  const { PATH = '', HOME = '', PROGRAMFILES, LOCALAPPDATA } = process.env;
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(HOME, 'Applications')].map((folder) =>
        join(folder, `${name}.app/Contents/MacOS/${name}`),
      ),
    );
  if (process.platform === 'win32')
    return [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  return names.flatMap((name) =>
    PATH.split(delimiter).map((folder) => join(folder, name)),
  );
}

/**
 * A name on a Linux PATH may be a mere stub that asks to install a snap.
 * @param {string} file
 */
function works(file) {
  if (!existsSync(file)) return false;
  if (process.platform !== 'linux') return true;
  return spawnSync(file, ['--version'], { timeout: 10_000 }).status === 0;
}
