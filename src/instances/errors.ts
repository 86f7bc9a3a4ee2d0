/** The codes of the refusals of cozy-stack's routes: about tokens, and about permissions and manifests. */
export type InstanceErrorCode =
  | 'INVALID_TOKEN'
  | 'EXPIRED_TOKEN'
  | 'NO_TOKEN'
  | 'NO_PERMISSIONS'
  | 'INVALID_SCOPE'
  | 'FORBIDDEN'
  | 'INVALID_DOCTYPE'
  | 'INVALID_MANIFEST'

/**
 * A refusal by the rules of cozy-stack. `message` is sent to the client as it is, and fixed by cozy-stack. Refusals about instances
 * themselves are a `RegistryError`, as all refusals of the schema.
 */
export class InstanceError extends Error {
  override name = 'InstanceError'
  readonly code: InstanceErrorCode
  constructor(code: InstanceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
