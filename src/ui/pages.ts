/** The pages in the order of the rail, each loaded when it is opened. */
import { literal, type StaticValue } from 'lit/static-html.js';

interface PageEntry {
  readonly title: string;
  readonly tag: StaticValue;
  /** Made anew each time: it holds no work that could be lost. */
  readonly ephemeral?: boolean;
  /** Absent: part of the first load. */
  load?(): Promise<unknown>;
}

export const pages = {
  bench: { title: 'Bench', tag: literal`rp-bench-page` },
  playground: {
    title: 'Playground',
    tag: literal`rp-playground-page`,
    load: () => import('./playground/playground-page'),
  },
  picture: {
    title: 'Picture',
    tag: literal`rp-picture-page`,
    load: () => import('./picture/picture-page'),
  },
  roofline: {
    title: 'Roofline',
    tag: literal`rp-roofline-page`,
    ephemeral: true,
    load: () => import('./roofline/roofline-page'),
  },
  breakeven: {
    title: 'Break-even',
    tag: literal`rp-breakeven-page`,
    load: () => import('./breakeven/breakeven-page'),
  },
  networks: {
    title: 'Networks',
    tag: literal`rp-networks-page`,
    load: () => import('./networks/networks-page'),
  },
  savings: {
    title: 'Savings',
    tag: literal`rp-savings-page`,
    load: () => import('./savings/savings-page'),
  },
  see: {
    title: 'See it work',
    tag: literal`rp-see-page`,
    load: () => import('./see/see-page'),
  },
  boxes: {
    title: 'Boxes',
    tag: literal`rp-boxes-page`,
    load: () => import('./boxes/boxes-page'),
  },
  peers: {
    title: 'Peers',
    tag: literal`rp-peers-page`,
    load: () => import('./peers/peers-page'),
  },
  device: { title: 'Device', tag: literal`rp-device-page`, ephemeral: true },
} as const satisfies Readonly<Record<string, PageEntry>>;

export type PageId = keyof typeof pages;

export const isPage = (id: string): id is PageId => Object.hasOwn(pages, id);

export const entryOf = (id: PageId): PageEntry => pages[id];
