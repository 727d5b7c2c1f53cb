/**
 * Runs the callback after the next frame has been painted: the frame callback runs before the paint, a
 * message posted from it is handled after. A hidden window paints nothing and waits until it is shown.
 */
export function afterPaint(callback: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      callback();
    };
    port2.postMessage(undefined);
  });
}
