import { ensureApp, ensureServers } from './builds.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureNativeAudio } from './native-audio.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { checkPlatform } from './platform.mjs';
import { ensureRecogniser } from './recogniser.mjs';

/**
 * @typedef {object} StepContext
 * @property {string} root the project's top folder
 * @property {(doing: string) => void} say tells the person what goes on
 * @property {(name: string) => string} log the log file for a command's noise
 *
 * @typedef {{ did: boolean, note: string }} StepResult `did` is false when everything stood already.
 * @typedef {{ title: string, run: (context: StepContext) => Promise<StepResult> }} Step
 * @typedef {'platform' | 'debian' | 'npm' | 'electron' | 'native' | 'recogniser' | 'servers' | 'app'} StepName
 */

/** The set-up in order; each step leans on those before it. @type {Readonly<Record<StepName, Step>>} */
export const STEPS = {
  platform: { title: 'This machine', run: checkPlatform },
  debian: { title: 'Debian packages', run: ensureDebianPackages },
  npm: { title: 'npm packages', run: ensureNpmPackages },
  electron: { title: 'Electron', run: ensureElectron },
  native: { title: 'Native audio module', run: ensureNativeAudio },
  recogniser: { title: 'Recogniser', run: ensureRecogniser },
  servers: { title: 'Relay and local BuildPanel', run: ensureServers },
  app: { title: 'Desktop app', run: ensureApp },
};

/** @param {string} name @returns {name is StepName} */
export const isStepName = (name) => Object.hasOwn(STEPS, name);
