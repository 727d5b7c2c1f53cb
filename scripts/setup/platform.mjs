import { PlainFailure } from './failure.mjs';

const OLDEST_NODE = [20, 18];

/** Refuses a Node that is too old before anything else fails in obscure ways. */
export async function checkPlatform() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
    return {
      did: false,
      note: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    };
  }
  throw new PlainFailure(`Node ${process.versions.node} is too old`, {
    advice: `install Node ${OLDEST_NODE.join('.')} or newer`,
  });
}
