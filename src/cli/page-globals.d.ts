/** What runtime-browser.mjs puts into its page. */
declare const harness: typeof import('./harness');
declare const engine: import('../engine/api').Engine;
declare const tell: (value: unknown) => Promise<void>;
