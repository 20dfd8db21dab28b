import { afterEach, expect, it, vi } from 'vitest';
import { clientAddress } from './client-address';

afterEach(() => {
  vi.unstubAllEnvs();
});

const from = (forwarded?: string) =>
  clientAddress(new Request('http://meipi.test', { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }));

it('believes no header unless the operator says that a proxy writes it', () => {
  for (const setting of ['', '0', 'no', 'false']) {
    vi.stubEnv('TRUST_PROXY', setting);
    expect(from('192.0.2.1')).toBeNull();
  }
});

it('takes the entry that the outermost of our proxies wrote, not what the client claims', () => {
  vi.stubEnv('TRUST_PROXY', '1');
  expect(from('10.0.0.1, 192.0.2.1')).toBe('192.0.2.1');
  expect(from()).toBeNull();
  vi.stubEnv('TRUST_PROXY', 'true');
  expect(from('192.0.2.7')).toBe('192.0.2.7');
  vi.stubEnv('TRUST_PROXY', '2');
  expect(from('10.0.0.1, 192.0.2.1, 172.16.0.1')).toBe('192.0.2.1');
  // Fewer entries than proxies: not through all of them.
  expect(from('192.0.2.1')).toBeNull();
});

it('counts an IPv6 customer as one, whichever of their addresses they use', () => {
  vi.stubEnv('TRUST_PROXY', '1');
  expect(from('2001:DB8:0:7::1')).toBe('2001:db8:0:7');
  expect(from('2001:db8:0:7:ffff:1:2:3')).toBe('2001:db8:0:7');
  expect(from('2001:db8::1')).toBe('2001:db8:0:0');
});
