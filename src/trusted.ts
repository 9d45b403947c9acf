/**
 * The one Trusted Types policy that is ours: scripts of workers come from the
 * place this code came from. Lit has its own for templates.
 */

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let policy: ReturnType<Policies['createPolicy']> | null | undefined;

/** What `new Worker` and `register` take, also where Trusted Types are required. */
export function scriptUrl(url: string | URL): string {
  policy ??= createPolicy();
  return policy?.createScriptURL(String(url)) ?? String(url);
}

function createPolicy() {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  try {
    return (
      trustedTypes?.createPolicy('ridgepoint', { createScriptURL }) ?? null
    );
  } catch {
    // The page around the library allows no such policy.
    return null;
  }
}

function createScriptURL(url: string): string {
  const { origin } = new URL(url, location.href);
  if (origin === new URL(import.meta.url).origin) return url;
  throw new TypeError(`${url} is not a script of this site.`);
}
