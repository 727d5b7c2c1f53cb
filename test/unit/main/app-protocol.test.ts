import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAppProtocol, fileOf } from '../../../src/main/window/app-protocol.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the page and its parts are answered with their type and the content security policy', async () => {
  const root = join(await tempFolder(), 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<p>hello');
  await writeFile(join(root, 'assets', 'a.js'), 'go()');
  const answer = createAppProtocol(root);

  const page = await answer({ url: 'app://station/' });
  expect(await page.text()).toBe('<p>hello');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const script = await answer({ url: 'app://station/assets/a.js' });
  expect(await script.text()).toBe('go()');
});

test.each([
  'app://station/../secret.json',
  'app://station/%2e%2e/secret.json',
  'app://station/..%2fsecret.json',
  'app://station/..%5csecret.json',
  'app://station/assets/%00.js',
  'app://station/%ff.js',
  'app://other/index.html',
  'file:///etc/passwd',
  'app://station/missing.js',
  'app://station/assets',
])('%s is not found', async (url) => {
  const folder = await tempFolder();
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), 'secret');
  const answered = await createAppProtocol(root)({ url });
  expect([answered.status, await answered.text()]).toEqual([404, '']);
});

test('no URL names a file outside the folder', () => {
  const part = fc.constantFrom('..', '.', '%2e%2e', '%2E.', '%2f', '/', '%5c', 'a', 'a.js', '%25');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const file = fileOf(`app://station/${parts.join('/')}`, '/app/renderer');
      expect(file ?? '/app/renderer/').toMatch(/^\/app\/renderer\//);
      expect(file ?? '').not.toContain('/../');
    }),
  );
});
