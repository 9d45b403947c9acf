import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkedTimeLimit,
  watchdog,
  within,
} from '../../../src/engine/trial/time-limit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('within', () => {
  it('follows what is done in time', async () => {
    const giveUp = vi.fn();
    await expect(within(10, 'it', giveUp, Promise.resolve(3))).resolves.toBe(3);
    vi.advanceTimersByTime(100);
    expect(giveUp).not.toHaveBeenCalled();
  });

  it('gives up what is not', async () => {
    const giveUp = vi.fn();
    const late = within(10, 'the shader', giveUp, new Promise(() => {}));
    vi.advanceTimersByTime(11);
    await expect(late).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/^the shader took longer .* 10 ms/),
    });
    expect(giveUp).toHaveBeenCalledOnce();
  });
});

describe('the watchdog', () => {
  it('sleeps until the job has begun, then wants to hear of it', () => {
    const bite = vi.fn();
    const dog = watchdog(1000, bite);
    vi.advanceTimersByTime(1e6);
    for (let i = 0; i < 5; i++) {
      dog.heard('compiling');
      vi.advanceTimersByTime(5000);
    }
    expect(bite).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5000);
    expect(bite.mock.calls[0][0]).toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/while compiling: it was ended/),
    });
  });

  it('lets go when the job is done', () => {
    const bite = vi.fn();
    const dog = watchdog(1000, bite);
    dog.heard('compiling');
    dog.done();
    vi.advanceTimersByTime(1e6);
    expect(bite).not.toHaveBeenCalled();
  });
});

it('takes no limit that is none', () => {
  expect(checkedTimeLimit()).toBe(10_000);
  for (const limit of [0, -1, NaN, Infinity])
    expect(() => checkedTimeLimit(limit)).toThrow(/needs milliseconds above 0/);
});
