/** The codes of the refusals about instances, their applications, permissions and folders. */
export type InstanceErrorCode =
  | 'INVALID_DOMAIN'
  | 'INSTANCE_EXISTS'
  | 'INSTANCE_NOT_FOUND'
  | 'INVALID_TOKEN'
  | 'EXPIRED_TOKEN'
  | 'NO_TOKEN'
  | 'INVALID_SCOPE'
  | 'FORBIDDEN'
  | 'INVALID_DOCTYPE'
  | 'INVALID_MANIFEST'

/** A refusal about an instance. `message` is sent to the client as it is, and fixed by cozy-stack. */
export class InstanceError extends Error {
  override name = 'InstanceError'
  readonly code: InstanceErrorCode
  constructor(code: InstanceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
