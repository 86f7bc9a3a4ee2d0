const appStore = 'https://apps.apple.com/fr/app/twake-chat/id6473384641'
const playStore = 'https://play.google.com/store/apps/details?id=app.twake.android.chat'
const website = 'https://twake.app'
// Each domain has a sign-up page at `sign-up.<domain>`.
const domains = ['twake.app', 'stg.lin-saas.com', 'cozy.lin-saas.com', 'qa.lin-saas.com']

/** Whether a path, given as decoded segments, is an invitation to a chat, such as `/chat/@alice:twake.app`. */
export function isChatInvitation([first, second = '']: readonly string[]): boolean {
  return first === 'chat' && second.startsWith('@')
}

/**
 * The target of an invitation to a chat. On a mobile device, it is the app store. Elsewhere, it is the sign-up page of the user's
 * domain. For an unknown domain, it is the website.
 */
export function chatTarget(segments: readonly string[], userAgent: string): string {
  const device = userAgent.toLowerCase()
  if (/iphone|ipad|ipod/.test(device)) return appStore
  if (device.includes('android')) return playStore
  const [, domain = '', ...more] = segments.slice(1).join('/').split(':')
  if (more.length > 0 || !domains.includes(domain)) return website
  const path = `/#/bridge/web/#/${segments.join('/')}`
  return `https://sign-up.${domain}/?${new URLSearchParams({ path, redirect: 'true', slug: 'chat' }).toString()}`
}
