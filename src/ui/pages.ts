/** The pages in the order of the rail, each loaded when it is opened. */
interface PageEntry {
  readonly title: string;
  /** Absent: part of the first load. */
  load?(): Promise<unknown>;
}

export const pages = {
  bench: { title: 'Bench' },
  picture: { title: 'Picture', load: () => import('./picture/picture-page') },
  roofline: {
    title: 'Roofline',
    load: () => import('./roofline/roofline-page'),
  },
  breakeven: {
    title: 'Break-even',
    load: () => import('./breakeven/breakeven-page'),
  },
  networks: {
    title: 'Networks',
    load: () => import('./networks/networks-page'),
  },
  savings: { title: 'Savings', load: () => import('./savings/savings-page') },
  see: { title: 'See it work', load: () => import('./see/see-page') },
  boxes: { title: 'Boxes', load: () => import('./boxes/boxes-page') },
  peers: { title: 'Peers', load: () => import('./peers/peers-page') },
  device: { title: 'Device' },
} as const satisfies Readonly<Record<string, PageEntry>>;

export type PageId = keyof typeof pages;

export const isPage = (id: string): id is PageId => Object.hasOwn(pages, id);

export const entryOf = (id: PageId): PageEntry => pages[id];
