import type { Ceilings, CeilingsOptions } from '../api';
import type { Device } from '../device';
import { measureCeilings } from './ceilings';
import { storeCeilings, storedCeilings } from './store';

/** The device's ceilings, measured where none good enough are kept. */
export async function knownCeilings(
  device: Device,
  options: CeilingsOptions,
): Promise<Ceilings> {
  const { force = false, quick = false, ...control } = options;
  const report = await device.report();
  const { adapter, userAgent } = report;
  const known = force ? null : await storedCeilings(adapter, userAgent);
  // A quick measurement is good enough only for who asks for no more.
  if (known && (quick || !known.evidence.quick)) return known;
  const context = report.gpu ? await device.context() : null;
  const found = await measureCeilings({ context, report, quick, ...control });
  await storeCeilings(found);
  return found;
}
