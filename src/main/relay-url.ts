/** The relay's address, as people and files give it. */
import { z } from 'zod';

/** `https` anywhere, plain `http` to this machine alone: a token must not cross a network in the clear. */
export const relayUrlSchema = z
  .string()
  .max(2_000)
  .transform((text, context) => {
    const wrong = URL.canParse(text) ? whatIsWrong(new URL(text)) : NO_URL;
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
    return text.replace(/\/+$/, '');
  });

const NO_URL = 'must be a URL such as https://relay.example.com';

function whatIsWrong({ protocol, hostname, username, search, hash }: URL): string | undefined {
  if (protocol !== 'https:' && protocol !== 'http:') return NO_URL;
  if (protocol === 'http:' && !isLoopback(hostname)) {
    return 'must be https (plain http goes to this machine only)';
  }
  const hasMore = username !== '' || search !== '' || hash !== '';
  return hasMore ? 'must have no user name, query or fragment' : undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
