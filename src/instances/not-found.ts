import { RegistryError } from '../registry/errors.js'
import { shortened } from '../registry/shortened.js'

/** The refusal for an instance that does not exist. */
export function instanceNotFound(domain: string): RegistryError {
  return new RegistryError('INSTANCE_NOT_FOUND', 'Instance not found', {
    detail: `There is no instance "${shortened(domain)}": look at its spelling and its port, or create it first`,
  })
}
