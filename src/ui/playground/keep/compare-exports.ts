/** A comparison in the forms that are pasted elsewhere. */
import { csvOf } from '../../../state/export';
import { download } from '../../download';
import { chartPng, chartSvg } from '../../roofline/chart-export';
import type { SaveChoice } from '../../save-menu';
import type { Group } from './comparison';

export function compareExports(
  groups: readonly Group[],
  labels: readonly [string, string],
  /** null where nothing was timed. */
  drawing: (() => SVGSVGElement | null) | null,
): SaveChoice[] {
  const save = (extension: string, content: Blob) =>
    download(`ridgepoint-comparison.${extension}`, content);
  const drawn = () => {
    const found = drawing?.();
    return found ? chartSvg(found, `${labels[0]} and ${labels[1]}`) : null;
  };
  const pictures: SaveChoice[] = [
    {
      title: 'SVG, the chart',
      save() {
        const picture = drawn();
        if (picture)
          save('svg', new Blob([picture], { type: 'image/svg+xml' }));
      },
    },
    {
      title: 'PNG, the chart',
      async save() {
        const picture = drawn();
        if (picture) save('png', await chartPng(picture));
      },
    },
  ];
  const table: SaveChoice = {
    title: 'CSV, the table',
    save: () =>
      save(
        'csv',
        new Blob([comparisonCsv(groups, labels)], { type: 'text/csv' }),
      ),
  };
  return drawing ? [...pictures, table] : [table];
}

export const comparisonCsv = (
  groups: readonly Group[],
  [left, right]: readonly [string, string],
): string =>
  csvOf(
    {
      part: (row) => row.group,
      what: (row) => row.title,
      // Both may have the same name, and no column may go missing.
      [`left: ${left}`]: (row) => row.cells[0],
      [`right: ${right}`]: (row) => row.cells[1],
    },
    groups.flatMap(({ title, rows }) =>
      rows.map((row) => ({ ...row, group: title })),
    ),
  );
