/** Compute pipelines, compiled once per source text. */
import { RidgepointError } from '../errors';
import { bindingAccess, type Access } from './params';

export interface ComputePipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #known = new Map<string, Promise<ComputePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Throws `compile` with file, line, column, text and the line itself. */
  get(file: string, code: string): Promise<ComputePipeline> {
    let pipeline = this.#known.get(code);
    if (!pipeline) {
      pipeline = this.#compile(file, code);
      this.#known.set(code, pipeline);
      // A failure is not remembered: the same text may be tried again.
      pipeline.catch(() => this.#known.delete(code));
    }
    return pipeline;
  }

  async #compile(file: string, code: string): Promise<ComputePipeline> {
    const device = this.#device;
    // Explicit, because 'auto' drops the bindings that a kernel does not use.
    const layout = device.createBindGroupLayout({
      label: file,
      entries: bindingAccess(code).map((kind, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: bufferTypes[kind] },
      })),
    });
    // The messages below say more than the scope's, which is only emptied.
    device.pushErrorScope('validation');
    const module = device.createShaderModule({ label: file, code });
    const [{ messages }] = await Promise.all([
      module.getCompilationInfo(),
      device.popErrorScope(),
    ]);
    const errors = messages.filter((message) => message.type === 'error');
    if (errors.length > 0)
      throw new RidgepointError('compile', explain(file, code, errors));
    try {
      const pipeline = await device.createComputePipelineAsync({
        label: file,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint: 'main' },
      });
      return { pipeline, layout };
    } catch (error) {
      throw new RidgepointError(
        'compile',
        `${file} does not make a pipeline: ${(error as Error).message}`,
        { cause: error },
      );
    }
  }
}

const bufferTypes: Readonly<Record<Access, GPUBufferBindingType>> = {
  read: 'read-only-storage',
  write: 'storage',
  uniform: 'uniform',
};

function explain(
  file: string,
  code: string,
  errors: readonly GPUCompilationMessage[],
): string {
  const lines = code.split('\n');
  return errors
    .map(({ lineNum, linePos, message }) => {
      const caret = `${' '.repeat(Math.max(0, linePos - 1))}^`;
      const shown = lineNum > 0 ? `\n${lines[lineNum - 1]}\n${caret}` : '';
      return `${file}:${lineNum}:${linePos}: ${message}${shown}`;
    })
    .join('\n');
}
