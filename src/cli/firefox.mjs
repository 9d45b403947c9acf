/** Finds an installed Firefox and starts it: stock, by WebDriver BiDi. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * FIREFOX_PATH, then where it usually is. Playwright drives a Firefox of its
 * own only, so this one is Puppeteer's.
 * @returns {string | null}
 */
export function findFirefox() {
  const { FIREFOX_PATH: named } = process.env;
  if (named && !existsSync(named))
    throw new Error(
      `FIREFOX_PATH ${named} does not exist; correct or unset it.`,
    );
  return named || (usualPlaces().find(existsSync) ?? null);
}

/**
 * Headless, with WebGPU where it is still behind a setting.
 * @param {{ keepOnInterrupt?: boolean }} [settings]
 */
export async function launchFirefox({ keepOnInterrupt = false } = {}) {
  const executablePath = findFirefox();
  if (!executablePath)
    throw new Error(
      'No Firefox found; install one, or set FIREFOX_PATH to its program.',
    );
  const { launch } = await import('puppeteer-core');
  return launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'dom.webgpu.enabled': true,
      // Mesa's software driver is on its list, and the only one of a server.
      'gfx.webgpu.ignore-blocklist': true,
      // Calls that measure for minutes are not a page that hangs.
      'dom.max_script_run_time': 0,
    },
    protocolTimeout: 0,
    handleSIGINT: !keepOnInterrupt,
  });
}

function usualPlaces() {
  const { PATH = '', HOME = '', PROGRAMFILES } = process.env;
  if (process.platform === 'darwin')
    return ['/Applications', join(HOME, 'Applications')].map((folder) =>
      join(folder, 'Firefox.app/Contents/MacOS/firefox'),
    );
  if (process.platform === 'win32')
    return PROGRAMFILES
      ? [join(PROGRAMFILES, 'Mozilla Firefox/firefox.exe')]
      : [];
  return ['firefox', 'firefox-esr'].flatMap((name) =>
    PATH.split(delimiter).map((folder) => join(folder, name)),
  );
}
