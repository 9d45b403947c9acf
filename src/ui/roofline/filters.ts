/** Which dots the page shows; kept in its link. */
import type { Dot } from '../../roofline/dots';

export const filterIds = ['op', 'network', 'backend', 'kernel'] as const;
export type FilterId = (typeof filterIds)[number];
/** '' shows all. */
export type Filters = Readonly<Record<FilterId, string>>;

export const filterNames: Readonly<Record<FilterId, string>> = {
  op: 'Op',
  network: 'Network',
  backend: 'Backend',
  kernel: 'Kernel',
};

export const readFilters = (query: URLSearchParams): Filters =>
  Object.fromEntries(
    filterIds.map((id) => [id, query.get(id) ?? '']),
  ) as Filters;

export const writeFilters = (filters: Filters): Record<string, string> =>
  Object.fromEntries(
    filterIds.flatMap((id) => (filters[id] ? [[id, filters[id]]] : [])),
  );

export const filtered = (dots: readonly Dot[], filters: Filters): Dot[] =>
  dots.filter((dot) =>
    filterIds.every((id) => filters[id] === '' || dot[id] === filters[id]),
  );

/** What there is to choose from; a link may ask for what is no longer there. */
export function choices(
  dots: readonly Dot[],
  id: FilterId,
  chosen: string,
): string[] {
  const found = new Set<string>(dots.map((dot) => dot[id]).filter(Boolean));
  if (chosen) found.add(chosen);
  return [...found].sort();
}
