/** The command itself, where the peers are installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { peersInstalled } from '../../src/cli/bench-peers-build.mjs';
import { root } from '../../src/cli/paths.mjs';
import { isTimed, type PeersReport } from '../../src/peers/results';

test.skipIf(!peersInstalled())(
  'compares one layer with real peers, all of them right',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'peers-test-'));
    const file = join(folder, 'report.json');
    try {
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          'src/cli/bench-peers.mjs',
          ...['--only', '4', '--rounds', '2', '--adapter', 'software'],
          ...['--peers', 'jax-webgpu,tfjs-wasm-1,tfjs-wasm,ort-wasm-1'],
          ...['--json', file],
        ],
        { cwd: root, encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
      const report = JSON.parse(readFileSync(file, 'utf8')) as PeersReport;
      const [row] = report.rows;
      expect(Object.keys(row.cells).sort()).toEqual([
        ...['jax-webgpu', 'ort-wasm-1', 'ours-wasm', 'ours-wasm-1'],
        ...['ours-webgpu', 'tfjs-wasm', 'tfjs-wasm-1'],
      ]);
      for (const [id, cell] of Object.entries(row.cells)) {
        if (!isTimed(cell)) throw new Error(`${id}: ${cell.error}`);
        expect([id, cell.check.ok]).toEqual([id, true]);
        expect(cell.wall.medianMs).toBeGreaterThan(0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  240_000,
);
