/** The Chromium that comes as a package, for machines without a browser. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * Unpacked beside the packages once and moved into place whole, so that two
 * commands at the same time never meet half a browser. It brings the
 * libraries that a bare machine lacks.
 */
export function packagedChromium() {
  const modules = join(root, 'node_modules');
  const description = join(modules, '@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(description, 'utf8'));
  const home = join(modules, '.cache', `chromium-${version}`);
  if (!existsSync(home)) unpack(home);
  const { LD_LIBRARY_PATH } = process.env;
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...definedEnv(),
      FONTCONFIG_PATH: home,
      LD_LIBRARY_PATH: [join(home, 'al2023/lib'), LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
    },
  };
}

/** @param {string} home */
function unpack(home) {
  mkdirSync(join(home, '..'), { recursive: true });
  const staging = mkdtempSync(`${home}-`);
  // It unpacks into the temporary folder, and on a runtime of this name it
  // adds the libraries too.
  const env = {
    ...process.env,
    TMPDIR: staging,
    AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
  };
  const script =
    "import chromium from '@sparticuz/chromium';" +
    'await chromium.executablePath();';
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { cwd: root, encoding: 'utf8', env },
  );
  if (status !== 0) {
    rmSync(staging, { recursive: true });
    throw new Error(
      `The packaged Chromium could not be unpacked (${stderr.trim()}); ` +
        'set CHROME_PATH to a browser.',
    );
  }
  writeFileSync(join(staging, 'fonts.conf'), fontsConf(join(home, 'fonts')));
  try {
    renameSync(staging, home);
  } catch {
    // Another command was first: its copy is as good.
    rmSync(staging, { recursive: true });
  }
}

/** @param {string} folder */
const fontsConf = (folder) => `<?xml version="1.0"?>
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;

/** @returns {Record<string, string>} */
const definedEnv = () =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
