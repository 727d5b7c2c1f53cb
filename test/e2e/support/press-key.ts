/** Presses a key as the system's own keyboard does (XTEST), so that it meets a shortcut whatever window is in front. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const SCRIPT = `
import ctypes, sys, time
x11, xtst = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XStringToKeysym.restype = ctypes.c_ulong
display = ctypes.c_void_p(x11.XOpenDisplay(None))
keysym = ctypes.c_ulong(x11.XStringToKeysym(sys.argv[1].encode()))
key = x11.XKeysymToKeycode(display, keysym)
assert key, 'this keyboard has no such key'
for is_down in (1, 0):
    xtst.XTestFakeKeyEvent(display, key, is_down, 0)
    x11.XSync(display, 0)
    time.sleep(0.05)
`;

/** `keysym`: X11's name, for example `F13` or `XF86AudioPlay`. */
export async function pressKey(keysym: string, env: NodeJS.ProcessEnv): Promise<void> {
  await promisify(execFile)('python3', ['-c', SCRIPT, keysym], {
    env: { ...process.env, ...env },
    timeout: 10_000,
  });
}
