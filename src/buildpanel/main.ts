/** The local BuildPanel as a program: reads its options, runs until it is told to stop, and says plainly why it can't. */
import { join } from 'node:path';
import { startBuildPanel, type BuildPanelDeps } from './buildpanel.ts';
import { BUILDPANEL_HELP, readCommand, type RunCommand } from './config.ts';
import { createDigestRecogniser } from './digest-recogniser.ts';
import { createLog, errorName, type Log } from './log.ts';
import { FliteSpeaker } from './reply/flite-speaker.ts';
import { createToneSpeaker } from './reply/tone-speaker.ts';
import { openRecogniser } from './open-recogniser.ts';
import { SetupFailure } from './setup-failure.ts';

const STOP_DEADLINE_MS = 5_000;

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  if (command.do === 'help') {
    process.stdout.write(BUILDPANEL_HELP);
    return;
  }
  const log = createLog(command.logLevel);
  const buildPanel = await startBuildPanel(command.config, await depsOf(command, log));
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    void buildPanel.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (command.sayReady) process.stdout.write(`${JSON.stringify({ listening: buildPanel.port })}\n`);
}

async function depsOf(command: RunCommand, log: Log): Promise<BuildPanelDeps> {
  switch (command.recogniser) {
    case 'digest':
    case 'digest-words': {
      const areWords = command.recogniser === 'digest-words';
      return {
        recogniser: createDigestRecogniser({ areWords }),
        isSpeech: areWords,
        isDigest: true,
        speaker: createToneSpeaker(),
        log,
      };
    }
    case 'pocketsphinx':
      return {
        recogniser: await openRecogniser({
          menu: command.config.menu,
          program: join(command.projectRoot, 'build/recogniser'),
          cacheFolder: join(command.projectRoot, 'build/language-models'),
          processCount: command.recogniserCount,
        }),
        isSpeech: true,
        isDigest: false,
        speaker: new FliteSpeaker(),
        log,
      };
  }
}

main().catch((error: unknown) => {
  const text =
    error instanceof SetupFailure
      ? error.message
      : `The local BuildPanel failed inside (${errorName(error)}).`;
  process.stderr.write(`buildpanel: ${text}\n`);
  process.exit(1);
});
