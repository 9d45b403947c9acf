import { invalid } from '../errors';

/** The registry of networks is empty in this version. */
export const unknownNetwork = (id: string) =>
  invalid(
    `network "${id}" is not known: this version has none; run its layers ` +
      `one by one with run().`,
  );
