/** Messages get in, which a promise alone would not allow. */
export const nextTask = () =>
  new Promise<void>((resolve) => {
    // A timer would wait for 4 ms each time.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
