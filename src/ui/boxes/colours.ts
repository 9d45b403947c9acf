/** Canvas colours from the page's own: a canvas knows no custom properties. */

export interface Palette {
  readonly text: string;
  readonly quiet: string;
  readonly card: string;
  readonly focus: string;
  readonly bad: string;
  readonly dark: boolean;
}

export function paletteOf(element: HTMLElement): Palette {
  const colour = (name: string) => {
    element.style.color = `var(${name})`;
    const { color } = getComputedStyle(element);
    element.style.color = '';
    return color;
  };
  const card = colour('--card');
  return {
    text: colour('--text'),
    quiet: colour('--text-3'),
    card,
    focus: colour('--focus'),
    bad: colour('--bad'),
    dark: (rgbOf(card)[0] ?? 255) < 128,
  };
}

export const rgbOf = (colour: string): number[] =>
  (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** Neighbouring class ids lie far apart on the wheel: the golden angle. */
export const classHue = (classId: number): number =>
  (258 + classId * 137.508) % 360;

export const classColour = (classId: number, dark: boolean): string =>
  `oklch(${dark ? '78%' : '52%'} 0.15 ${classHue(classId).toFixed(1)})`;
