/** The reasons why a request to an instance is refused: codes about tokens, permissions and manifests. */
export type InstanceErrorCode =
  | 'INVALID_TOKEN'
  | 'EXPIRED_TOKEN'
  | 'NO_TOKEN'
  | 'NO_PERMISSIONS'
  | 'INVALID_SCOPE'
  | 'INVALID_PARAMETERS'
  | 'FORBIDDEN'
  | 'INVALID_DOCTYPE'
  | 'INVALID_MANIFEST'

/**
 * A refusal of a request to an instance. `message` is sent to the client unchanged: clients know the messages of cozy-stack. The
 * refusal to create, find or remove an instance is a `RegistryError` instead, as in all mutations of the schema.
 */
export class InstanceError extends Error {
  override name = 'InstanceError'
  readonly code: InstanceErrorCode
  /** A more helpful text for the log: what was wrong, and what to do. */
  readonly detail: string | undefined
  constructor(
    code: InstanceErrorCode,
    message: string,
    { detail, ...options }: ErrorOptions & { detail?: string | undefined } = {},
  ) {
    super(message, options)
    this.code = code
    this.detail = detail
  }
}
