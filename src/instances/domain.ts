import { RegistryError } from '../registry/errors.js'
import { shortened } from '../registry/shortened.js'

// RFC 1123, 2.1, in lower case.
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const longestName = 253
const greatestPort = 65_535

/**
 * Checks the domain of an instance: a host name in lower case, as in the `Host` header of its requests, with the port if that has
 * one.
 * @throws RegistryError INVALID_INPUT
 */
export function checkDomain(domain: string): string {
  const [, name = '', port] = /^([^:]*)(?::(.*))?$/s.exec(domain) ?? []
  const isName = name.length <= longestName && name.split('.').every((part) => label.test(part))
  if (isName && (port === undefined || isPort(port))) return domain
  throw new RegistryError('INVALID_INPUT', 'Invalid domain', {
    detail: `"${shortened(domain)}" is no domain of an instance: give a host name in lower case, with its port if it has one, such as "cozy.example.org" or "cozy.localhost:8080"`,
  })
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= greatestPort
}
