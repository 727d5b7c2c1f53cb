/** The relay's address, as people and files give it. */
import { z } from 'zod';

/** `https` anywhere, plain `http` to this machine alone: a token must not cross a network in the clear. */
export const relayUrlSchema = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as https://relay.example.com' })
  .max(2_000)
  .refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || isLoopback(hostname);
  }, 'must be https (plain http only to this machine)')
  .refine((text) => {
    const { username, search, hash } = new URL(text);
    return username === '' && search === '' && hash === '';
  }, 'must have no user name, query or fragment')
  .transform((text) => text.replace(/\/+$/, ''));

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
