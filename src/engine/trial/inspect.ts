/** What the compiler cannot know: whether a text fits the plan it is for. */
import { expandedCalls, flowOf } from '../../gpu/wgsl/calls';
import type { Access, Wgsl } from '../../gpu/wgsl/reflect';
import type { Diagnostic } from './api';

/** Calls that a compiler can put where they are made, and still come back. */
const mostCalls = 10_000;

export interface Expected {
  readonly entryPoint: string;
  /** What is bound to 0, 1, 2 …: name and, where it is fixed, its kind. */
  readonly bindings: readonly {
    readonly name: string;
    readonly uniform: boolean;
  }[];
  /** Values by name; null where the uniform is not of our making. */
  readonly params: Readonly<Record<string, number>> | null;
}

/** Errors in the compiler's form. */
export function inspect(wgsl: Wgsl, expected: Expected): Diagnostic[] {
  return [
    ...entryErrors(wgsl, expected.entryPoint),
    ...bindingErrors(wgsl, expected.bindings),
    ...(expected.params ? paramErrors(wgsl, expected.params) : []),
  ];
}

const error = (message: string, line = 0): Diagnostic => ({
  ...{ type: 'error', line, column: line && 1, length: 0, message },
});

function entryErrors(wgsl: Wgsl, name: string): Diagnostic[] {
  const entries = wgsl.functions.flatMap(({ entry }) => entry ?? []);
  const found = entries.find((entry) => entry.name === name);
  if (found?.stage !== 'compute') {
    const others = entries.filter(({ stage }) => stage === 'compute');
    return [
      error(
        `there is no compute entry point "${name}"` +
          (others.length > 0
            ? `, only ${others.map((one) => one.name).join(', ')}`
            : '') +
          `; write "@compute @workgroup_size(64) fn ${name}() { … }"`,
      ),
    ];
  }
  const calls = expandedCalls(flowOf(wgsl), name);
  return calls > mostCalls
    ? [
        error(
          `"${name}" comes to ${calls.toLocaleString('en')} calls of ` +
            `functions, loops taken once: a GPU's compiler writes each of them ` +
            `out, and ${mostCalls.toLocaleString('en')} are the most that it ` +
            `is given here; call less, or in a loop`,
        ),
      ]
    : [];
}

function bindingErrors(
  { bindings }: Wgsl,
  expected: Expected['bindings'],
): Diagnostic[] {
  const list = expected.map(({ name }, i) => `${i} ${name}`).join(', ');
  return bindings.flatMap(({ group, binding, name, access, line }) => {
    const bound = expected[binding];
    if (group !== 0 || !bound)
      return error(
        `nothing is bound to @group(${group}) @binding(${binding}) ` +
          `("${name}"); in group 0 there are ${list}`,
        line,
      );
    if (bound.uniform === isUniform(access)) return [];
    return error(
      `"${name}" is declared as ${spaceOf(access)}, but what is bound to ` +
        `${binding} is ${bound.name}: declare it as ` +
        (bound.uniform ? 'var<uniform>' : 'var<storage, read>, or read_write'),
      line,
    );
  });
}

const isUniform = (access: Access) => access === 'uniform';
const spaceOf = (access: Access) => (isUniform(access) ? 'uniform' : 'storage');

function paramErrors(
  { bindings, structs }: Wgsl,
  params: Readonly<Record<string, number>>,
): Diagnostic[] {
  const uniform = bindings.find(({ access }) => access === 'uniform');
  if (!uniform) return [];
  const fields = structs.get(uniform.type);
  if (!fields)
    return [
      error(
        `the parameters are "${uniform.type}"; they need a struct of u32, i32 ` +
          `and f32`,
        uniform.line,
      ),
    ];
  return fields.flatMap(({ name, type, line }) => {
    if (!['u32', 'i32', 'f32'].includes(type))
      return error(
        `the parameter ${name} is ${type}; use u32, i32 or f32`,
        line,
      );
    if (Object.hasOwn(params, name)) return [];
    return error(
      `no parameter is called ${name}; there are ` +
        Object.keys(params).join(', '),
      line,
    );
  });
}
