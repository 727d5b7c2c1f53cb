/** The environment of the app, read here and nowhere else. */
import process from 'node:process';

export type Environment = {
  /** Set by electron-vite in development: the renderer comes from its server. */
  readonly rendererUrl: string | undefined;
  readonly enrolCodeFile: string | undefined;
};

export function readEnvironment(): Environment {
  const given = (name: string) => (process.env[name] === '' ? undefined : process.env[name]);
  return {
    rendererUrl: given('ELECTRON_RENDERER_URL'),
    enrolCodeFile: given('STATION_ENROL_CODE_FILE'),
  };
}

/** The audio host's environment: each stream holds a pool thread of its process. */
export function audioHostEnvironment(): Record<string, string | undefined> {
  return { ...process.env, UV_THREADPOOL_SIZE: '16' };
}
