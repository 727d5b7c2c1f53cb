/** The environment of the app, read here and nowhere else. */
export type Environment = {
  /** Set by electron-vite in development: the renderer comes from its server. */
  readonly rendererUrl: string | undefined;
  readonly enrolCodeFile: string | undefined;
};

export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = (name: string) => (env[name] === '' ? undefined : env[name]);
  return {
    rendererUrl: given('ELECTRON_RENDERER_URL'),
    enrolCodeFile: given('STATION_ENROL_CODE_FILE'),
  };
}
