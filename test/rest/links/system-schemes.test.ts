import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registeredSchemes } from '../../../src/rest/links/registered-schemes.js'
import { applicationTarget } from '../../../src/rest/links/targets.js'
import { readTrust, type TrustSettings } from '../../../src/rest/links/trust.js'
import { startTestGateway } from '../../support/gateway.js'

// With these schemes, browsers and operating systems open web pages, programs or settings.
const systemSchemes = [
  ...[
    'googlechrome',
    'googlechromes',
    'googlechrome-x-callback',
    'chrome-search',
    'microsoft-edge',
    'microsoft-edge-https',
  ],
  ...['thorium', 'helium', 'floorp', 'cromite', 'kagi', 'sleipnir', 'thunder', 'flashget', 'qqdl', 'ldapi'],
  ...['opera-http', 'opera-https', 'touch-https', 'firefox', 'firefox-focus', 'moz-extension', 'brave', 'vivaldi'],
  ...['duckduckgo', 'ddgquicklink', 'yandexbrowser-open-url', 'x-safari-https', 'x-web-search', 'x-web-search-https'],
  ...['msedge', 'fenix', 'fenix-nightly', 'iceraven', 'kdeconnect', 'afc', 'recentdocuments', 'obexftp', 'sysinfo'],
  ...[
    'heytapmarket',
    'vivomarket',
    'tmast',
    'oaps',
    'hiapplink',
    'fdroidrepos',
    'altstore-classic',
    'mobilephone-recents',
  ],
  ...['web+anything', 'ext+anything', 'edge', 'devtools', 'view-source', 'mhtml', 'shttp', 'httpx'],
  ...[
    'ms-msdt',
    'ms-anything-new',
    'ms-its',
    'search-ms',
    'search',
    'shell',
    'windowsdefender',
    'mk',
    'ms-windows-store',
  ],
  ...[
    'x-apple.systempreferences',
    'x-apple-helpbasic',
    'prefs',
    'app-prefs',
    'app-settings',
    'shortcuts',
    'workflow',
    'itmss',
  ],
  ...['itms-services', 'itms-apps', 'macappstores', 'applescript', 'help', 'x-man-page', 'facetime-audio', 'telprompt'],
  ...[
    'android-app',
    'android.resource',
    'intent',
    'smsto',
    'samsungapps',
    'vnd.youtube',
    'com.apple.tv',
    'org.mozilla.firefox',
  ],
  ...[
    'git+ssh',
    'git+https',
    'svn+ssh',
    'mongodb+srv',
    'view-source+x',
    'ftps',
    'imaps',
    'webcals',
    'davs',
    'sftp',
    'scp',
  ],
  ...[
    'x-anything',
    'xdg-open',
    'gnome-control-center',
    'apturl',
    'system',
    'timeline',
    'cgi',
    'xbls',
    'contact-support',
  ],
  ...[
    'webview',
    'webclip',
    'internet',
    'quark',
    'icabmobile',
    'gsa',
    'comgooglemaps',
    'youtube',
    'voicememos',
    'fmip1',
  ],
  ...['clickonce', 'jnlps', 'msix', 'wt', 'vlc', 'launcher', 'openwith', 'exec', 'bash', 'tasker', 'keyboardmaestro'],
  ...['smb', 'cifs', 'afp', 'nfs', 'ssh', 'ws', 'wss', 'ftp', 'rdp', 's3', 'gemini', 'vscodium', 'vscode-insiders'],
  ...['jetbrains-gateway', 'phpstorm', 'steam', 'com.epicgames.launcher', 'apt', 'snap', 'flatpak+https', 'admin'],
  ...[
    'javascript',
    'vbscript',
    'livescript',
    'data',
    'blob',
    'about',
    'file',
    'filesystem',
    'res',
    'jar',
    'http',
    'https',
  ],
]

const applicationSchemes = [
  ...['cozy', 'cozydrive', 'CozyDrive', 'cozypass', 'cozybanks', 'cozyflagship', 'cozy-drive', 'twake', 'twakechat'],
  ...[
    'io.cozy.drive.mobile',
    'io.cozy.pass',
    'app.twake.android.chat',
    'com.example.app',
    'org.example.my-app',
    'fr.example',
  ],
  ...['myapp', 'my+app.2', 'com.googleusercontent.apps.1234-abcd', 'fb123456789', 'telegraphist', 'toolshed', 'itself'],
]

/** Whether a login is redirected to this scheme. */
function isRedirectedTo(scheme: string, settings: TrustSettings = {}): boolean {
  const query = new URLSearchParams({ custom_scheme: scheme, custom_path: 'evil.example/x', code: '1' })
  return applicationTarget(query, readTrust(settings)) !== undefined
}

// A scheme in any mixture of upper and lower case, with or without "://".
const spellingsOf = (schemes: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...schemes), fc.infiniteStream(fc.boolean()), fc.constantFrom('', '://'))
    .map(([scheme, upper, end]) => {
      return scheme.replace(/[a-z]/g, (letter) => (upper.next().value === true ? letter.toUpperCase() : letter)) + end
    })

describe('a login through a space without configured mobile applications', () => {
  it('is never redirected to a scheme registered with IANA', () => {
    expect(registeredSchemes.size).toBeGreaterThan(400)
    expect([...registeredSchemes].filter((scheme) => isRedirectedTo(scheme))).toEqual([])
    fc.assert(
      fc.property(spellingsOf([...registeredSchemes]), (scheme) => {
        expect(isRedirectedTo(scheme)).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  it('is never redirected to a scheme that opens web pages, programs or settings', () => {
    expect(systemSchemes.filter((scheme) => isRedirectedTo(scheme))).toEqual([])
    fc.assert(
      fc.property(spellingsOf(systemSchemes), (scheme) => {
        expect(isRedirectedTo(scheme)).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is never redirected to a scheme whose name resembles a scheme that opens web pages, programs or settings', () => {
    const suffix = fc.stringMatching(/^[a-z0-9+.-]{0,12}$/)
    const prefix = fc.constantFrom(
      'googlechrome',
      'microsoft-edge',
      'opera-',
      'firefox',
      'ms-',
      'x-apple',
      'web+',
      'git+',
    )
    const scheme = fc.oneof(
      fc.tuple(prefix, suffix).map((parts) => parts.join('')),
      fc.tuple(suffix, fc.constantFrom('http', 'https', 'browser'), suffix).map((parts) => `a${parts.join('')}`),
    )
    fc.assert(
      fc.property(scheme, (name) => {
        expect(isRedirectedTo(name)).toBe(false)
      }),
    )
  })

  it('is redirected to the scheme of a mobile application', () => {
    expect(applicationSchemes.filter((scheme) => !isRedirectedTo(scheme))).toEqual([])
  })

  it('is redirected to each trusted scheme of the space except https and javascript', () => {
    const protocols = ['VSCode', 'matrix://', 'https', 'javascript']
    const schemes = ['vscode', 'Matrix', 'myapp', 'ssh', 'https', 'javascript']
    expect(schemes.map((scheme) => isRedirectedTo(scheme, { protocols }))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a login through a space with configured mobile applications', () => {
  it('is redirected only to these applications and to trusted schemes', () => {
    const settings = { applications: ['cozydrive', 'matrix'], protocols: ['steam'] }
    const schemes = ['cozydrive', 'MATRIX', 'steam', 'myapp', 'ssh']
    expect(schemes.map((scheme) => isRedirectedTo(scheme, settings))).toEqual([true, true, true, false, false])
  })
})

it('a login is redirected to a trusted scheme or an application, and answered with 400 for the scheme of a browser', async () => {
  const { send } = await startTestGateway({
    domainSpaces: new Map([['links.example', '']]),
    trustedProtocols: new Map([['', ['matrix']]]),
  })
  const open = async (scheme: string) => {
    const path = `/drive?custom_scheme=${encodeURIComponent(scheme)}&custom_path=evil.example%2Fx&code=1`
    const { status, headers } = await send(path, { headers: { Host: 'links.example' } })
    return [status, headers.location]
  }
  expect(await open('microsoft-edge-https://')).toEqual([400, undefined])
  expect(await open('GoogleChromes')).toEqual([400, undefined])
  expect(await open('matrix')).toEqual([303, 'matrix://evil.example/x?access_code=&code=1&state='])
  expect(await open('cozydrive')).toEqual([303, 'cozydrive://evil.example/x?access_code=&code=1&state='])
})
