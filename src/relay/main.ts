/** The relay as a program: reads its settings, runs until it is told to stop, and says plainly why it can't. */
import { readCommand, RELAY_HELP } from './config.ts';
import { createLog, errorName } from './log.ts';
import { startRelay } from './relay.ts';
import { SetupFailure } from './setup-failure.ts';

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.do === 'help') {
    process.stdout.write(RELAY_HELP);
    return;
  }
  if (command.do === 'print-config') {
    process.stdout.write(`${JSON.stringify(command.config, null, 2)}\n`);
    return;
  }
  const log = createLog(command.config.logLevel);
  const relay = await startRelay(command.config, { log });
  const stop = () => {
    void relay.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', () => {
    process.once('SIGTERM', stop);
    void relay.drain().finally(stop);
  });
  process.once('SIGINT', stop);
  if (command.readyJson) process.stdout.write(`${JSON.stringify({ listening: relay.port })}\n`);
}

main().catch((error: unknown) => {
  const text =
    error instanceof SetupFailure
      ? error.message
      : `The relay failed inside (${errorName(error)}).`;
  process.stderr.write(`relay: ${text}\n`);
  process.exit(1);
});
