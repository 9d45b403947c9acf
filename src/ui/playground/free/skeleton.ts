/**
 * A kernel from scratch: bindings, parameters and the thread-to-output mapping
 * of an op's simplest plan, and a body that only writes zeros.
 */
import type {
  BindingSource,
  KernelSources,
  PassSource,
} from '../../../engine/api';
import { opById } from '../../../ops';
import type { Shapes } from '../../../ops/tensor';
import type { KernelDraft } from '../../../state/draft';
import { passKey } from '../../../state/draft-edits';
import { formulaOf } from './formulas';

/** Shapes and options of the problem, as the draft has them. */
type Problem = Pick<KernelDraft, 'shapes' | 'options'>;

/** The draft with a skeleton in the place of each pass of `sources`. */
export function fromScratch(
  draft: KernelDraft,
  sources: KernelSources,
): KernelDraft {
  return {
    ...draft,
    kernel: sources.kernel,
    constants: {},
    sources: skeletons(draft, sources),
    workgroups: {},
  };
}

/** By the keys that a draft has for its passes. */
export function skeletons(
  problem: Problem,
  sources: KernelSources,
): Record<string, string> {
  const places = new Map<string, number[]>();
  sources.passes.forEach((_, i) => {
    const key = passKey(sources, i);
    places.set(key, [...(places.get(key) ?? []), i]);
  });
  return Object.fromEntries(
    [...places].map(([key, at]) => [key, skeleton(problem, sources, at)]),
  );
}

/** Of the passes at these places, which have one text. */
function skeleton(
  problem: Problem,
  sources: KernelSources,
  places: readonly number[],
): string {
  const pass = sources.passes[places[0]];
  const size = workgroupSize(sources, pass);
  const shapes = allShapes(problem, sources.op);
  const fewest = Math.min(
    ...places.map((at) =>
      sources.passes[at].workgroups.reduce((a, b) => a * b, size),
    ),
  );
  return [
    ...directives(pass),
    ...head(sources, places).map((line) => `// ${line}`.trimEnd()),
    `const WORKGROUP_SIZE = ${size}u;`,
    '',
    ...aliases(pass),
    ...paramsText(pass, places.length > 1),
    ...pass.bindings.flatMap((binding) => declaration(binding, shapes)),
    '',
    '@compute @workgroup_size(WORKGROUP_SIZE)',
    'fn main(',
    '  @builtin(workgroup_id) group_id: vec3u,',
    '  @builtin(num_workgroups) group_count: vec3u,',
    '  @builtin(local_invocation_index) lane: u32,',
    ') {',
    ...body(pass, fewest, shapes).map((line) => (line ? `  ${line}` : '')),
    '}',
    '',
  ].join('\n');
}

/** Of inputs and outputs, by the name of the buffer. */
function allShapes({ shapes, options }: Problem, id: string): Shapes {
  const op = opById(id);
  return { ...op.shapes(shapes, op.options(options)), ...shapes };
}

/** A constant that the plan depends on keeps its value. */
const workgroupSize = (sources: KernelSources, pass: PassSource): number =>
  pass.constants.find(({ name }) => name === 'WORKGROUP_SIZE')?.value ??
  sources.constants.WORKGROUP_SIZE ??
  64;

const directives = ({ bindings }: PassSource): string[] =>
  bindings.some(({ type }) => /\bf16\b|h>/.test(type)) ? ['enable f16;'] : [];

/** Those that the bindings are declared with. */
const aliases = ({ code, bindings }: PassSource): string[] =>
  [...code.matchAll(/^alias (\w+) = [^;]+;/gm)].flatMap(([line, name]) =>
    bindings.some(({ type }) => type.includes(name)) ? [line, ''] : [],
  );

function head(
  { op, passes }: KernelSources,
  places: readonly number[],
): string[] {
  if (passes.length === 1) return [`${op}, from scratch.`, ...formulaOf(op)];
  const { bindings } = passes[places[0]];
  const named = (written: boolean) =>
    bindings
      .filter(
        ({ role, access }) =>
          role !== 'params' && (access === 'write') === written,
      )
      .map(({ name, buffer }) =>
        // Each of several passes has its own.
        name === buffer || places.length > 1 ? name : `${name} (${buffer})`,
      )
      .join(', ') || 'nothing';
  const which =
    places.length === 1
      ? `pass ${places[0] + 1}`
      : `${places.length} passes, the first of them ${places[0] + 1}`;
  return [
    `${op}, from scratch: ${which} of ${passes.length}.`,
    ...formulaOf(op),
    '',
    ...wrapped(`It reads ${named(false)}.`),
    ...wrapped(`It writes ${named(true)}.`),
  ];
}

/** Comments stay within 80 columns. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length > 73) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** As the kernel declares them, with what it says about them. */
function paramsText({ code, params }: PassSource, shared: boolean): string[] {
  const found = /((?:^\/\/.*\n)*)^struct Params \{[^}]*\}/m.exec(code);
  if (!found) return [];
  const remarks = found[1]
    .split('\n')
    .filter((line) => line && !line.startsWith('// Shared by '));
  const lines = found[0].slice(found[1].length).split('\n');
  const values = new Map(params.map(({ name, value }) => [name, value]));
  return [
    ...remarks,
    ...lines.map((line) => {
      const field = /^ {2}(\w+): \w+,$/.exec(line)?.[1] ?? '';
      return values.has(field) && !shared
        ? `${line} // here ${values.get(field)}`
        : line;
    }),
    '',
  ];
}

const spaces = {
  read: 'storage, read',
  write: 'storage, read_write',
  uniform: 'uniform',
} as const;

function declaration(
  { binding, name, buffer, access, type }: BindingSource,
  shapes: Shapes,
): string[] {
  const text =
    `@group(0) @binding(${binding}) var<${spaces[access]}> ` +
    `${name}: ${type};`;
  const shape = shapes[buffer];
  return shape ? [`// [${shape.join(', ')}] here, row by row.`, text] : [text];
}

function body(pass: PassSource, invocations: number, shapes: Shapes): string[] {
  const written = pass.bindings.filter(({ access }) => access === 'write');
  const [only] = written;
  const index = [
    'let row = group_id.z * group_count.y + group_id.y;',
    'let group = row * group_count.x + group_id.x;',
    'let index = group * WORKGROUP_SIZE + lane;',
  ];
  if (written.length === 1 && invocations >= elements(only))
    return [
      `// One invocation for each element of ${only.name}, in its order.`,
      ...index,
      `if (index >= arrayLength(&${only.name})) {`,
      '  return;',
      '}',
      '',
      ...placeOf(only, shapes),
      `// Your kernel: work out element \`index\` of ${only.name}.`,
      `${only.name}[index] = ${zeroOf(only)};`,
    ];
  return [
    '// Fewer invocations than elements: each goes on in steps of all of them.',
    ...index,
    'let step = group_count.x * group_count.y * group_count.z * WORKGROUP_SIZE;',
    '',
    '// Your kernel goes in the place of these zeros.',
    ...written.flatMap((one) => [
      `for (var i = index; i < arrayLength(&${one.name}); i += step) {`,
      `  ${one.name}[i] = ${zeroOf(one)};`,
      '}',
    ]),
  ];
}

/** How an element's index comes apart, axis by axis. */
function placeOf(only: BindingSource, shapes: Shapes): string[] {
  const shape = shapes[only.buffer] ?? [];
  if (shape.length < 2 || elementType(only).startsWith('vec')) return [];
  let stride = 1;
  const parts = shape.toReversed().map((length, i) => {
    const over = stride === 1 ? 'index' : `index / ${stride}`;
    stride *= length;
    return i === shape.length - 1 ? over : `${over} % ${length}`;
  });
  const text =
    `Its place in [${shape.join(', ')}], the last axis first: ` +
    `${parts.join(', ')}.`;
  return wrapped(text).map((line) => `// ${line}`);
}

const elementType = ({ type }: BindingSource) =>
  type.replace(/^array<(.*)>$/, '$1');

/** Four bytes each where the type says no more. */
function elements(binding: BindingSource): number {
  const lanes = /^vec([234])/.exec(elementType(binding))?.[1] ?? 1;
  return Math.ceil((binding.bytes ?? 0) / 4 / Number(lanes));
}

function zeroOf(binding: BindingSource): string {
  const type = elementType(binding);
  return { f32: '0.0', i32: '0', u32: '0u' }[type] ?? `${type}()`;
}
