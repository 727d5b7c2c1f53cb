import type { Page } from '@playwright/test';

/** As a scanner types it, whatever this computer has to do meanwhile: each key 5 ms after the one before. */
export async function scan(page: Page, code: string): Promise<void> {
  const input = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1_000;
  const press = async (key: string, text: string) => {
    const code = key === 'Enter' ? { windowsVirtualKeyCode: 13, code: 'Enter' } : {};
    timestamp += 0.005;
    await input.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp, ...code });
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp, ...code });
  };
  for (const digit of code) await press(digit, digit);
  await press('Enter', '\r');
  await input.detach();
}
