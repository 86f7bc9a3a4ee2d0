import { readHost } from '../host.js'
import { RegistryError } from '../registry/errors.js'
import { shortened } from '../registry/shortened.js'

// A label of a host name (RFC 1123, 2.1), in lower case.
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Checks the domain of an instance. It must be equal to the `Host` header of requests to the instance: a host name in lower
 * case, with a port if the header has one. A `Host` header that the gateway refuses can't be a domain: nobody could reach the
 * instance.
 * @returns the domain, unchanged
 * @throws RegistryError INVALID_INPUT
 */
export function checkDomain(domain: string): string {
  const [name = ''] = domain.split(':', 1)
  if (readHost(domain) === domain && name.split('.').every((part) => label.test(part))) return domain
  throw new RegistryError('INVALID_INPUT', 'Invalid domain', {
    detail: `"${shortened(domain)}" is no domain of an instance: give a host name in lower case, with its port if it has one, such as "cozy.example.org" or "cozy.localhost:8080"`,
  })
}
