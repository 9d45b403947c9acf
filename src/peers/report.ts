/** The comparison as Markdown, for the README and for reading. */
import { attainable } from '../roofline/roof';
import { isOurs, peers } from './catalog';
import { duelOf, standingOf, wrongOf, type Standing } from './compare';
import { leagues, type League, type Peer } from './peer';
import {
  isTimed,
  type ColdStart,
  type PeersReport,
  type PeersRun,
  type Row,
} from './results';

export const leagueNames: Readonly<Record<League, string>> = {
  webgpu: 'WebGPU',
  'wasm-1': 'WASM, 1 thread',
  'wasm-all': 'WASM, all threads',
};

/** Short enough to stand in a README. */
export function summaryMarkdown(report: PeersReport): string {
  return [
    `Measured on ${report.measuredAt.slice(0, 10)} by \`${report.command}\`: ` +
      `${report.machine}, ${report.adapter}${softwareNote(report)}, ` +
      `${report.browser}. ${versionsLine(report)}. ` +
      `Load average ${report.load.map(figure).join(' before, ')} after.`,
    [
      ...leagues.map((league) => standingLine(report, league)),
      ...callLines(report),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
    duelTable(report),
    '× is the median of the fastest peer with a right answer over our median, ' +
      'to work done; above 1 we are faster.' +
      (report.roofs
        ? " Of roof: our kernel's share of what the measured ceilings allow the " +
          "layer's multiply-adds; Winograd does with fewer and may pass 100%."
        : ''),
  ].join('\n\n');
}

/** Everything that was measured. */
export function fullMarkdown(report: PeersReport): string {
  const took = peers.filter(({ id }) =>
    report.participants.some((participant) => participant.id === id),
  );
  return [
    summaryMarkdown(report),
    '### Every peer: ms to work done, median (lowest) of n',
    table(
      ['workload', ...took.map(({ id }) => id)],
      report.rows.map((row) => [
        rowName(row),
        ...took.map(({ id }) => timeCell(row, id)),
      ]),
    ),
    `Samples are ≥ 50 steps of the clock (${figure(report.clockMs)} ms); peers ` +
      'take turns, one sample a round.',
    ...kernelTimes(report, took),
    ...remarks(report),
    ...(report.cold ? coldTable(report.cold) : []),
  ].join('\n\n');
}

/** "WebGPU: 5.1× the fastest peer (geometric mean of 17 of 17); none slower". */
export function standingLine(run: PeersRun, league: League): string {
  const standing = standingOf(run.rows, league);
  const { mean, compared, counted, kernelMean, minMean, lowest } = standing;
  const name = leagueNames[league];
  if (mean === null) return `${name}: nothing compared`;
  const kernels = kernelMean
    ? `; ${figure(kernelMean)}× by GPU time in kernels`
    : '';
  return (
    `**${name}: ${figure(mean)}× the fastest peer** (geometric mean over ` +
    `${compared} of ${counted} workloads; ${figure(minMean!)}× by lowest ` +
    `samples${kernels}); ${slowerWords(standing)}; least ` +
    `${figure(lowest!.ratio)}× on ${lowest!.id}`
  );
}

/** What a call costs where there is next to nothing to compute. */
const callLines = (run: PeersRun): string[] =>
  run.rows
    .filter(({ counts, cost }) => !counts && cost.bytesWritten <= 4)
    .flatMap((row) =>
      leagues.flatMap((league) => {
        const duel = duelOf(row, league);
        if (!duel) return [];
        const { ours, fastest } = duel;
        return (
          `One run of ${row.title} on ${leagueNames[league]}: ` +
          `${figure(ours.timed.wall.medianMs)} ms, the leanest peer ` +
          `(${fastest.peer.id}) ${figure(fastest.timed.wall.medianMs)} ms`
        );
      }),
    );

export const slowerWords = ({ slower }: Standing): string =>
  slower.length === 0 ? 'none slower' : `slower on ${slower.join(', ')}`;

function duelTable(report: PeersRun): string {
  const shown = leagues.filter((league) =>
    report.rows.some((row) => duelOf(row, league)),
  );
  return table(
    [
      'workload',
      ...shown.flatMap((league) => [
        `${leagueNames[league]}: ours ms`,
        'fastest peer ms',
        '×',
        ...(report.roofs ? ['of roof'] : []),
      ]),
    ],
    report.rows.map((row) => [
      rowName(row),
      ...shown.flatMap((league) => {
        const duel = duelOf(row, league);
        const share = report.roofs
          ? [percent(shareOfRoof(report, row, league))]
          : [];
        if (!duel) return ['–', '–', '–', ...share];
        const { ours, fastest, ratio } = duel;
        return [
          figure(ours.timed.wall.medianMs),
          `${figure(fastest.timed.wall.medianMs)} ${shortName(fastest.peer)}`,
          `**${figure(ratio)}**`,
          ...share,
        ];
      }),
    ]),
  );
}

/** Of what the measured roof allows us; null without a roof or arithmetic. */
export function shareOfRoof(
  { roofs }: PeersRun,
  row: Row,
  league: League,
): number | null {
  const roof =
    league === 'webgpu'
      ? roofs?.gpu
      : league === 'wasm-1'
        ? roofs?.wasm1
        : roofs?.wasmAll;
  const ours = peers.find((peer) => isOurs(peer) && peer.league === league);
  const cell = row.cells[ours?.id ?? ''];
  const { flops, bytesRead, bytesWritten } = row.cost;
  if (!roof || !isTimed(cell) || flops === 0) return null;
  const allowed = attainable(
    {
      backend: league === 'webgpu' ? 'webgpu' : 'wasm',
      label: leagueNames[league],
      gflops: roof.gflops.f32,
      gbps: roof.gbps.memory,
    },
    flops / (bytesRead + bytesWritten),
  );
  const ms = cell.kernelMs ?? cell.wall.medianMs;
  return flops / ms / 1e6 / allowed;
}

function kernelTimes(report: PeersRun, took: readonly Peer[]): string[] {
  const gpu = took.filter(({ league }) => league === 'webgpu');
  const times = (row: Row, id: string) => {
    const cell = row.cells[id];
    if (!isTimed(cell)) return '–';
    const many = cell.throughputMs ? ` / ${figure(cell.throughputMs)}` : '';
    return cell.kernelMs === null ? '–' : `${figure(cell.kernelMs)}${many}`;
  };
  if (!report.rows.some((row) => gpu.some(({ id }) => times(row, id) !== '–')))
    return [];
  return [
    '### GPU ms inside compute passes, by timestamp-query',
    table(
      ['workload', ...gpu.map(({ id }) => id)],
      report.rows.map((row) => [
        rowName(row),
        ...gpu.map(({ id }) => times(row, id)),
      ]),
    ),
    'After the stroke: ms of one run among many with one wait.',
  ];
}

/** What did not take part, failed or was wrong; nothing is left unsaid. */
function remarks({ participants, skipped, rows }: PeersRun): string[] {
  const lines = [
    ...participants.flatMap(({ id, error }) =>
      error ? [`- ${id} did not start: ${error}`] : [],
    ),
    ...skipped.map(({ id, why }) => `- workload ${id} was left out: ${why}`),
    ...rows.flatMap((row) =>
      wrongOf(row).map(
        ({ peer, timed: { check } }) =>
          `- ${peer.id} is **wrong** on ${row.id}: ` +
          `${check.failures} of ${check.elements} elements, up to ` +
          `${ulps(check.maxUlp)} of ${check.allowedUlp} ULP`,
      ),
    ),
    ...rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([id, cell]) =>
        isTimed(cell) ? [] : [`- ${id} on ${row.id}: ${cell.error}`],
      ),
    ),
    ...peers.flatMap(({ id, note }) => (note ? [`- ${id}: ${note}`] : [])),
  ];
  return lines.length > 0 ? ['### Remarks', lines.join('\n')] : [];
}

function coldTable(cold: readonly ColdStart[]): string[] {
  return [
    '### Cold start: a fresh browser for each, ms from navigation',
    table(
      ['peer', 'loaded', 'first answer', 'verified', 'MB fetched'],
      cold.map(({ id, error, loadedMs, answerMs, verifiedMs, ok, bytes }) =>
        error
          ? [id, error, '–', '–', '–']
          : [
              id,
              ...[loadedMs, answerMs].map((ms) => figure(ms ?? NaN)),
              ok ? figure(verifiedMs ?? NaN) : '**wrong**',
              bytes === undefined ? '–' : figure(bytes / 1e6),
            ],
      ),
    ),
    'First answer leaves out the making of inputs; verified counts that and the ' +
      "oracle's own time in. Loaded is the library, ready to prepare; for the " +
      'page itself, its load event.',
  ];
}

const timeCell = (row: Row, id: string): string => {
  const cell = row.cells[id];
  if (!cell) return '–';
  if (!isTimed(cell)) return 'error';
  const { medianMs, minMs, n } = cell.wall;
  const time = `${figure(medianMs)} (${figure(minMs)}) ${n}`;
  return cell.check.ok ? time : `~~${time}~~ wrong`;
};

const rowName = ({ id, title }: Row) => `${id} ${title}`;
const shortName = ({ id }: Peer) => id.replace(/-(webgpu|wasm)(-1)?/, '');
const ulps = (value: number | null) => (value === null ? '∞' : figure(value));

const versionsLine = ({ versions }: PeersReport) =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

const softwareNote = ({ software }: PeersRun) =>
  software ? " (software: not a GPU's speed)" : '';

const percent = (share: number | null) =>
  share === null ? '–' : `${figure(100 * share)}%`;

/** Three significant digits, whole above a hundred. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}

const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
