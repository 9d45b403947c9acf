/** The chart as a file of its own, and the dots as data. */
import type { Ceilings } from '../../engine/api';
import type { Dot } from '../../roofline/dots';
import { csvOf } from '../../state/export';
import { download } from '../download';
import type { SaveChoice } from '../save-menu';

/** The four forms; without a chart on the page the pictures are left out. */
export function rooflineExports(
  dots: readonly Dot[],
  ceilings: Ceilings | null,
  chart: () => SVGSVGElement | null,
): SaveChoice[] {
  const save = (extension: string, content: Blob) =>
    download(`ridgepoint-roofline.${extension}`, content);
  const text = (type: string, content: string) => new Blob([content], { type });
  const drawn = () => {
    const found = chart();
    return found && chartSvg(found, `Roofline of ${ceilings?.adapter ?? ''}`);
  };
  return [
    {
      title: 'SVG, the chart',
      save() {
        const picture = drawn();
        if (picture) save('svg', text('image/svg+xml', picture));
      },
    },
    {
      title: 'PNG, the chart',
      async save() {
        const picture = drawn();
        if (picture) save('png', await chartPng(picture));
      },
    },
    {
      title: 'CSV, one row each',
      save: () => save('csv', text('text/csv', dotsCsv(dots))),
    },
    {
      title: 'JSON, with the ceilings',
      save: () =>
        save('json', text('application/json', dotsJson(dots, ceilings))),
    },
  ];
}

/** What the stylesheet says has to stand in the file itself. */
const painted = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-size',
  'font-family',
] as const;
const namespace = 'http://www.w3.org/2000/svg';

/** The chart as shown, on the card's colour, without what only a page needs. */
export function chartSvg(chart: SVGSVGElement, title: string): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of painted)
      element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'role', 'tabindex', 'data-dot'])
      element.removeAttribute(name);
    for (const name of element.getAttributeNames())
      if (name.startsWith('aria-')) element.removeAttribute(name);
  });
  for (const needless of copy.querySelectorAll(
    'circle[fill="rgba(0, 0, 0, 0)"]',
  ))
    needless.remove();
  const { width, height } = chart.viewBox.baseVal;
  const background = document.createElementNS(namespace, 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', getComputedStyle(chart).backgroundColor);
  const heading = document.createElementNS(namespace, 'title');
  heading.textContent = title;
  copy.prepend(heading, background);
  copy.setAttribute('xmlns', namespace);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('role');
  copy.removeAttribute('aria-label');
  return new XMLSerializer()
    .serializeToString(copy)
    .replace(/<!--.*?-->/gs, '');
}

/** Twice the size on the page, for slides. */
export async function chartPng(svgText: string): Promise<Blob> {
  const scale = 2;
  const image = new Image();
  const url = URL.createObjectURL(
    new Blob([svgText], { type: 'image/svg+xml' }),
  );
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = scale * image.naturalWidth;
    canvas.height = scale * image.naturalHeight;
    canvas
      .getContext('2d')
      ?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export const dotsCsv = (dots: readonly Dot[]): string =>
  csvOf<Dot>(
    {
      op: (dot) => dot.op,
      layer: (dot) => dot.label,
      network: (dot) => dot.network,
      backend: (dot) => dot.backend,
      kernel: (dot) => dot.kernel,
      ms: (dot) => dot.ms,
      gflops: (dot) => dot.gflops,
      flop_per_byte: (dot) => dot.intensity,
      flop_per_byte_no_reuse: (dot) => dot.intensityNoReuse,
      working_set_bytes: (dot) => dot.workingSetBytes,
      share_of_roof: (dot) => dot.share,
      verified: (dot) => dot.verified,
    },
    dots,
  );

export const dotsJson = (
  dots: readonly Dot[],
  ceilings: Ceilings | null,
): string =>
  `${JSON.stringify({ product: 'Ridgepoint', ceilings, dots }, null, 2)}\n`;
