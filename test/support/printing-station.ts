/** A program that prints pages until it is killed: `printing-station.ts FOLDER PORT LIFE`. Says what was queued. */
import process from 'node:process';
import { at, openPrinting, page, setupWith } from './printing-fixture.ts';

const [folder = '', port = '', life = ''] = process.argv.slice(2);
const { printing } = await openPrinting(folder, setupWith(at(Number(port))));
printing.start();
for (let count = 0; count < 150; count += 1) {
  const name = `page ${life}-${count}`;
  const queued = await printing.queue(page(name, { key: name }));
  if (queued.ok) process.stdout.write(`${name}\n`);
}
