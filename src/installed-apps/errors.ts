import { RegistryError, type ErrorCode } from '../registry/errors.js'
import { shortened } from '../registry/shortened.js'

/** Why an operation on an installed application is refused. */
export type InstalledAppReason =
  | 'INVALID_SLUG'
  | 'INVALID_SOURCE'
  | 'ALREADY_INSTALLED'
  | 'NOT_INSTALLED'
  | 'MANIFEST_UNREACHABLE'
  | 'SOURCE_UNREACHABLE'
  | 'CHECKSUM_MISMATCH'
  | 'INVALID_MANIFEST'
  | 'INVALID_DOCTYPE'
  | 'WRONG_TYPE'
  | 'INVALID_STATE'

// The messages are those of cozy-stack: clients compare them.
const refusals: Record<InstalledAppReason, [code: ErrorCode, message: string]> = {
  INVALID_SLUG: ['INVALID_SLUG', 'Invalid slug name'],
  INVALID_SOURCE: ['INVALID_INPUT', 'Invalid or not supported source scheme'],
  ALREADY_INSTALLED: ['APP_EXISTS', 'Application with same slug already exists'],
  NOT_INSTALLED: ['APP_NOT_FOUND', 'Application is not installed'],
  MANIFEST_UNREACHABLE: ['ARCHIVE_UNREACHABLE', 'Application manifest is not reachable'],
  SOURCE_UNREACHABLE: ['ARCHIVE_UNREACHABLE', 'Application source is not reachable'],
  CHECKSUM_MISMATCH: ['CHECKSUM_MISMATCH', 'Application checksum does not match'],
  INVALID_MANIFEST: ['ARCHIVE_INVALID', 'Application manifest is invalid or malformed'],
  INVALID_DOCTYPE: ['ARCHIVE_INVALID', 'The manifest has a permission for an invalid doctype'],
  WRONG_TYPE: ['ARCHIVE_INVALID', 'Manifest type is not valid'],
  INVALID_STATE: ['BUSY', 'Application is not in valid state to perform this operation'],
}

/** The optional parts of a refusal. */
export interface RefusalParts {
  /** A sentence for people, with the value that was wrong. */
  detail?: string | undefined
  /** Replaces the default message of the reason. */
  message?: string
  cause?: unknown
}

/** A refusal of an operation on an installed application. The message is the one of cozy-stack. */
export class InstalledAppError extends RegistryError {
  override name = 'InstalledAppError'
  readonly reason: InstalledAppReason
  constructor(reason: InstalledAppReason, { detail, message, cause }: RefusalParts = {}) {
    const [code, defaultMessage] = refusals[reason]
    super(code, message ?? defaultMessage, { detail }, { cause })
    this.reason = reason
  }
}

/** The refusal for an application that is not installed. */
export function notInstalled(domain: string, slug: string): InstalledAppError {
  return new InstalledAppError('NOT_INSTALLED', {
    detail: `No application "${shortened(slug)}" of this type is installed on "${domain}": look at its spelling and its type`,
  })
}

/** The refusal of an invalid manifest. */
export function invalidManifest(problem: string, cause?: unknown): InstalledAppError {
  return new InstalledAppError('INVALID_MANIFEST', { detail: `The manifest is not valid: ${problem}`, cause })
}

/**
 * Requires that an archive has its announced SHA-256.
 * @throws InstalledAppError CHECKSUM_MISMATCH
 */
export function requireChecksum(announced: string, found: string): void {
  if (announced === found) return
  throw new InstalledAppError('CHECKSUM_MISMATCH', {
    detail: `The archive has the SHA-256 ${found}, not the announced ${shortened(announced)}`,
  })
}
