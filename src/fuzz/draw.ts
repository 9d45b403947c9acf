/** Seeded choices: the same on every machine for the same seed. */
import { random } from '../ops/random';

export class Draw {
  readonly #next: () => number;

  /** Everything that names the draw: a seed, an index, an op. */
  constructor(...names: readonly (number | string)[]) {
    this.#next = random(hash(names.join(' ')));
  }

  /** Uniform in [0, 1). */
  share(): number {
    return this.#next();
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  /** Often small, seldom near the top: 1, odd sides and sides of a tile. */
  side(min: number, max: number): number {
    const most = this.chance(0.8) ? Math.min(max, min + 8) : max;
    return this.int(min, most);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)];
  }

  seed(): number {
    return this.int(1, 2 ** 31 - 1);
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
