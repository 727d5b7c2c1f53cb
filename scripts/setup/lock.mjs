import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainFailure } from './failure.mjs';

const WAIT_MS = 30 * 60_000;
const POLL_MS = 200;

/**
 * Runs `work` while holding a lock file, so that two set-ups at once do their steps one after the other. The file names its
 * owner's pid and start time; the lock of a process that is gone is taken over.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(ownerPid: number) => void} [onWait] called once when somebody else holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  const me = `${process.pid} ${startTimeOf(process.pid)}`;
  const deadline = performance.now() + WAIT_MS;
  let hasSaid = false;
  while (!tryTake(file, me)) {
    const owner = readOwner(file);
    if (owner === undefined) continue;
    if (isGone(owner)) {
      discard(file, owner);
      continue;
    }
    const pid = Number(owner.split(' ')[0]);
    if (!hasSaid) onWait?.(pid);
    hasSaid = true;
    if (performance.now() > deadline) {
      throw new PlainFailure(`process ${pid} has held ${file} for too long`, {
        advice: 'wait for it or end it, then run this again',
      });
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Creates the lock with its content in one step: a link to a finished file. @param {string} file @param {string} me */
function tryTake(file, me) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, me);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function readOwner(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} owner `<pid> <start time>` */
function isGone(owner) {
  const [pid, startTime] = owner.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true;
  }
  return startTimeOf(Number(pid)) !== startTime;
}

/** Removes a dead owner's lock; a rename has one winner, so that nobody removes a lock taken in between. @param {string} file @param {string} owner */
function discard(file, owner) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readOwner(aside) !== owner) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/** Field 22 of /proc/PID/stat: tells a reused pid from its former owner. Empty where there is no /proc. @param {number} pid */
function startTimeOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
