import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, nodeComplaint } from '../../src/cli/setup.mjs';

describe('nodeComplaint', () => {
  it.each(['20.19.0', '20.20.2', '21.0.0', '24.1.0'])('takes %s', (version) => {
    expect(nodeComplaint(version)).toBeNull();
  });
  it.each(['20.18.3', '18.20.0', '8.0.0'])('names %s', (version) => {
    expect(nodeComplaint(version)).toContain(`Node ${version} is too old`);
  });
});

describe('isInstalled', () => {
  let folder: string;
  const lock = (file: string, packages: object) =>
    writeFileSync(join(folder, file), JSON.stringify({ packages }));
  const wanted = {
    '': { name: 'root' },
    'node_modules/lit': { version: '3.3.3' },
    'node_modules/for-windows': { version: '1.0.0', optional: true },
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'setup-test-'));
    mkdirSync(join(folder, 'node_modules'));
    lock('package-lock.json', wanted);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('wants what the lock file names, less other platforms', () => {
    lock('node_modules/.package-lock.json', {
      'node_modules/lit': { version: '3.3.3' },
    });
    expect(isInstalled(folder)).toBe(true);
  });

  it('notices a missing, an old and a broken installation', () => {
    expect(isInstalled(folder)).toBe(false);
    lock('node_modules/.package-lock.json', {
      'node_modules/lit': { version: '3.3.2' },
    });
    expect(isInstalled(folder)).toBe(false);
    lock('node_modules/.package-lock.json', {});
    expect(isInstalled(folder)).toBe(false);
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{');
    expect(isInstalled(folder)).toBe(false);
  });
});
