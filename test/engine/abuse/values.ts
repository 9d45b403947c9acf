/** What no call should be made of, and what none may stumble over. */

class Instance {
  shape = [2];
  dtype = 'float32';
  data = Float32Array.of(1, 2);
}

const circle: Record<string, unknown> = {};
circle.again = circle;

const throwing = (): never => {
  throw new Error('the getter threw');
};
const proxy = new Proxy(
  {},
  {
    get: throwing,
    has: throwing,
    ownKeys: throwing,
    getPrototypeOf: throwing,
    getOwnPropertyDescriptor: throwing,
  },
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

const detached = new Float32Array(2);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

/** Each is wrong where a call, an id, inputs or options are wanted. */
export const wrongValues: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 5],
  ['NaN', NaN],
  ['a bigint', 5n],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
  ['a class', Instance],
  ['true', true],
  ['an empty list', []],
  ['a date', new Date(0)],
  ['a map', new Map([['input', 1]])],
  ['an error', new Error('x')],
  ['a promise', Promise.resolve(1)],
  ['a weak map', new WeakMap()],
  ['a circle', circle],
  ['a proxy that throws', proxy],
  ['a revoked proxy', revoked.proxy],
  ['an object without a prototype', Object.create(null)],
  [
    'a getter that throws',
    Object.defineProperty({}, 'x', { get: throwing, enumerable: true }),
  ],
  ['a buffer', new ArrayBuffer(8)],
  ['a typed array', Float32Array.of(1)],
  ['a detached array', detached],
];

/** Wrong as the number of runs, too. */
export const wrongCounts: readonly unknown[] = [
  ...[0, -1, 1.5, NaN, Infinity, -Infinity, '3', null, {}, [2], Symbol('n')],
  ...[2n, () => 1, proxy, circle, Object.create(null)],
];

const vector = (
  data: unknown,
  shape: unknown = [2],
  dtype: unknown = 'float32',
) => ({
  ...{ shape, dtype, data },
});

/** Tensors of two elements that are none. */
export const wrongTensors: readonly (readonly [string, unknown])[] = [
  ...wrongValues,
  ['a text', 'x'],
  ['too little data', vector(Float32Array.of(1))],
  ['too much data', vector(Float32Array.of(1, 2, 3))],
  ['detached data', vector(detached)],
  ['a list as data', vector([1, 2])],
  ['float64 data', vector(Float64Array.of(1, 2))],
  ['a DataView', vector(new DataView(new ArrayBuffer(8)))],
  ['a bare buffer', vector(new ArrayBuffer(8))],
  ['a proxy as data', vector(new Proxy(Float32Array.of(1, 2), {}))],
  ['a function as data', vector(() => 1)],
  ['no shape', vector(Float32Array.of(1, 2), null)],
  ['a shape that is a text', vector(Float32Array.of(1, 2), '2')],
  ['a typed shape', vector(Float32Array.of(1, 2), Int32Array.of(2))],
  ['a negative side', vector(Float32Array.of(1, 2), [-2])],
  ['two negative sides', vector(Float32Array.of(1, 2), [-1, -2])],
  ['a fractional side', vector(Float32Array.of(1, 2), [0.5, 4])],
  ['a NaN side', vector(Float32Array.of(1, 2), [NaN])],
  ['a huge side', vector(Float32Array.of(1, 2), [2 ** 53])],
  ['a side in words', vector(Float32Array.of(1, 2), ['2'])],
  ['a bigint side', vector(Float32Array.of(1, 2), [2n])],
  ['a symbol side', vector(Float32Array.of(1, 2), [Symbol('s')])],
  ['a shape with a hole', vector(Float32Array.of(1, 2), new Array(1))],
  ['a very long shape', vector(Float32Array.of(1, 2), new Array(2 ** 31))],
  ['an unknown dtype', vector(Float32Array.of(1, 2), [2], 'float64')],
  ['a dtype of Object', vector(Float32Array.of(1, 2), [2], 'constructor')],
  ['another dtype', vector(Float32Array.of(1, 2), [2], 'int32')],
  ['a symbol as dtype', vector(Float32Array.of(1, 2), [2], Symbol('s'))],
];

/** The same two numbers, in memory of every kind. */
export function rightTensors(): readonly (readonly [string, unknown])[] {
  const within = new Float32Array(5);
  within.set([1, -2], 2);
  const tensors: [string, unknown][] = [
    ['as usual', vector(Float32Array.of(1, -2))],
    ['a view with an offset', vector(within.subarray(2, 4))],
    [
      'frozen',
      Object.freeze(vector(Float32Array.of(1, -2), Object.freeze([2]))),
    ],
    [
      'of a class',
      Object.assign(new Instance(), vector(Float32Array.of(1, -2))),
    ],
  ];
  if (typeof SharedArrayBuffer === 'undefined') return tensors;
  const shared = new Float32Array(new SharedArrayBuffer(16), 8, 2);
  shared.set([1, -2]);
  return [...tensors, ['in shared memory', vector(shared)]];
}
