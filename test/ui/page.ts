/** Puts elements on a page and finds things in them, through shadow roots. */
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../src/ui/tokens.css';

export function mount<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  document.documentElement.lang = 'en';
  document.title = 'test';
  document.body.replaceChildren(element);
  return element;
}

/** `find(page, 'rp-hero-card', '.big')`: each step inside the last one's root. */
export function find<T extends HTMLElement = HTMLElement>(
  from: Element,
  ...path: string[]
): T {
  return path.reduce<Element>((at, selector) => {
    const found = (at.shadowRoot ?? at).querySelector(selector);
    if (!found) throw new Error(`no ${selector} in ${at.localName}`);
    return found;
  }, from) as T;
}

export const text = (element: Element): string =>
  (element.shadowRoot ?? element).textContent?.replace(/\s+/g, ' ').trim() ??
  '';

/** Retries until the assertions hold. */
export const soon = <T>(check: () => T, timeout = 5000) =>
  vi.waitFor(check, { timeout, interval: 20 });

/**
 * Tab into what is mounted, from a button before it: where a test's Tab starts
 * is otherwise up to the test before. The pointer rests there too, so that it
 * points at nothing else.
 */
export async function tabInto(element: Element, keys = '{Tab}'): Promise<void> {
  const start = document.createElement('button');
  start.textContent = 'start';
  element.before(start);
  await userEvent.hover(start);
  start.focus();
  await userEvent.keyboard(keys);
}

/** Every file that is handed to the reader from now on, by name. */
export function downloads(): Map<string, Blob> {
  const files = new Map<string, Blob>();
  const made = new Map<string, Blob>();
  const create = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((object) => {
    const url = create(object);
    made.set(url, object as Blob);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.set(this.download, made.get(this.href)!);
  });
  return files;
}

/** Opens the menu and takes every form it has. */
export async function exportAll(menu: Element): Promise<void> {
  const buttons = menu.shadowRoot?.querySelectorAll<HTMLElement>('div button');
  const details = find<HTMLDetailsElement>(menu, 'details');
  for (const button of buttons ?? []) {
    find(menu, 'summary').click();
    await userEvent.click(button);
    await soon(() => expect(details.open).toBe(false));
  }
}

/** Landmarks and headings are not asked of a single element. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one'];
const isWholePage = () => document.querySelector('rp-app') !== null;

/** In both colour schemes. */
export async function expectAccessible(): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    document.documentElement.dataset.theme = scheme;
    const { violations } = await axe.run(document, {
      rules: Object.fromEntries(
        pageRules.map((rule) => [rule, { enabled: isWholePage() }]),
      ),
    });
    expect(
      violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes[0].html}`),
    ).toEqual([]);
  }
}
