/** npm start: install, build and serve, each only if needed. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build.mjs';
import { dist } from './paths.mjs';
import { serve } from './serve.mjs';
import { fail, setup } from './setup.mjs';

const usage =
  'npm start -- [--port N] [--host ADDRESS] [--open]; the port can also be ' +
  'set by PORT.';

const { port, host, open } = options();
setup();
await buildIfNeeded();
const { url } = await serve({ root: dist, port, host });
console.log(`Ridgepoint is at ${url} (Ctrl+C stops it)`);
if (open) openBrowser(url);

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT ?? '4173' },
        host: { type: 'string', default: '127.0.0.1' },
        open: { type: 'boolean', default: false },
      },
    });
    const number = Number(values.port);
    if (!Number.isInteger(number) || number < 0 || number > 65535)
      throw new Error(`Port "${values.port}" is not a number up to 65535.`);
    return { ...values, port: number };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message} Usage: ${usage}`, 2);
  }
}

/** @param {string} address */
function openBrowser(address) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened: visit it.'))
    .unref();
}
