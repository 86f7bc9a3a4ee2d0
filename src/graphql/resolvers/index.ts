import type { Resolvers } from '../generated/resolvers.js'
import { enums } from '../enums.js'
import { refusals } from '../refusals.js'
import { access } from './access.js'
import { app } from './app.js'
import { appConnection } from './app-connection.js'
import { appLists } from './app-lists.js'
import { changes } from './changes.js'
import { auditLog } from './audit-log.js'
import { channel } from './channel.js'
import { download } from './download.js'
import { deprecation } from './deprecation.js'
import { editor } from './editor.js'
import { file } from './file.js'
import { installedApp } from './installed-app.js'
import { instance } from './instance.js'
import { konnector } from './konnector.js'
import { maintenance } from './maintenance.js'
import { maintenances } from './maintenances.js'
import { node } from './node.js'
import { overwrite } from './overwrite.js'
import { permission } from './permission.js'
import { publication } from './publication.js'
import { registry } from './registry.js'
import { remoteSecrets } from './remote-secrets.js'
import { removal } from './removal.js'
import { repair } from './repair.js'
import { scalars } from './scalars.js'
import { space } from './space.js'
import { subscription } from './subscription.js'
import { token } from './token.js'
import { transfer } from './transfer.js'
import { version } from './version.js'
import { wellKnown } from './well-known.js'
import { withdrawal } from './withdrawal.js'

// The values of these types already have the fields of the schema. They need no resolvers.
type TypesWithoutResolvers =
  | 'AppEdge'
  | 'ApprovePendingVersionSuccess'
  | 'AuditActor'
  | 'AuditEntry'
  | 'AuditLogEdge'
  | 'CreateAppSuccess'
  | 'CreateAppTokenSuccess'
  | 'CreateCliTokenSuccess'
  | 'CreateEditorSuccess'
  | 'CreateInstanceSuccess'
  | 'CreateTokenSuccess'
  | 'DeprecationSuccess'
  | 'Developer'
  | 'EngineStatus'
  | 'FacetValue'
  | 'InstallAppSuccess'
  | 'InstalledAppEdge'
  | 'InstanceEdge'
  | 'Intent'
  | 'KonnectorFolder'
  | 'KonnectorOAuth'
  | 'KonnectorOption'
  | 'Label'
  | 'Maintenance'
  | 'MaintenanceMessage'
  | 'MaintenanceSuccess'
  | 'MaintenancesSuccess'
  | 'Mobile'
  | 'Notification'
  | 'OverwriteAppSuccess'
  | 'PageInfo'
  | 'Partnership'
  | 'PermissionChange'
  | 'PermissionChangeKind'
  | 'Platform'
  | 'PublicationWarning'
  | 'PublishVersionSuccess'
  | 'Refusal'
  | 'RefusalCode'
  | 'PutWellKnownFileSuccess'
  | 'RegistryStatus'
  | 'RejectPendingVersionSuccess'
  | 'RemoveAppSuccess'
  | 'RemoteRequestEdge'
  | 'RemoteSecrets'
  | 'RemoveEditorSuccess'
  | 'RemoveInstanceSuccess'
  | 'RemoveOldVersionsSuccess'
  | 'RemoveRemoteSecretSuccess'
  | 'RemoveSpaceSuccess'
  | 'RemoveVersionSuccess'
  | 'RemovedVersion'
  | 'RepairFinding'
  | 'RepairFindingKind'
  | 'RepairReport'
  | 'RevokeTokenSuccess'
  | 'RevokeTokensSuccess'
  | 'RemoveWellKnownFileSuccess'
  | 'Route'
  | 'Service'
  | 'SetRemoteSecretSuccess'
  | 'Suggestion'
  | 'Terms'
  | 'TermsChange'
  | 'TimeInterval'
  | 'TransferAppSuccess'
  | 'UninstallAppSuccess'
  | 'UpdateAppSuccess'
  | 'UpdateInstalledAppSuccess'
  | 'VersionEdge'
  | 'Viewer'
  | 'Withdrawal'
  | 'WithdrawalSuccess'

/** All resolvers. A field of the schema without a resolver is a compile error. */
export const resolvers: Omit<Resolvers, TypesWithoutResolvers> = {
  ...scalars,
  ...enums,
  ...refusals,
  ...access,
  ...app,
  ...appConnection,
  ...changes,
  ...auditLog,
  ...channel,
  App: { ...app.App, ...appLists.App, ...changes.App, ...download.App },
  ...deprecation,
  ...editor,
  ...token,
  Editor: { ...editor.Editor, ...appLists.Editor, ...token.Editor },
  ...file,
  ...installedApp,
  ...instance,
  Instance: { ...instance.Instance, ...installedApp.Instance },
  ...konnector,
  ...maintenance,
  ...maintenances,
  ...node,
  ...overwrite,
  ...permission,
  ...publication,
  ...registry,
  ...remoteSecrets,
  ...removal,
  ...space,
  ...subscription,
  Space: { ...space.Space, ...appConnection.Space },
  ...transfer,
  ...version,
  ...wellKnown,
  ...withdrawal,
  Query: {
    ...access.Query,
    ...appLists.Query,
    ...auditLog.Query,
    ...editor.Query,
    ...instance.Query,
    ...node.Query,
    ...registry.Query,
    ...remoteSecrets.Query,
    ...space.Query,
    ...subscription.Query,
  },
  Mutation: {
    ...access.Mutation,
    ...app.Mutation,
    ...deprecation.Mutation,
    ...editor.Mutation,
    ...installedApp.Mutation,
    ...instance.Mutation,
    ...maintenance.Mutation,
    ...maintenances.Mutation,
    ...overwrite.Mutation,
    ...publication.Mutation,
    ...remoteSecrets.Mutation,
    ...removal.Mutation,
    ...repair.Mutation,
    ...space.Mutation,
    ...token.Mutation,
    ...transfer.Mutation,
    ...wellKnown.Mutation,
    ...withdrawal.Mutation,
  },
}
