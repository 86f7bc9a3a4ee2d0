import { refusedInText, texts, type Exchange, type Transcript } from '../transcript.js'

const host = { Host: 'links.example' }
const encodedTrustedUrl = 'https%3A%2F%2Fanna.trusted.example%2Fpath%3Fa%3Db%23c'

function redirect(path: string, location: string, headers: Record<string, string> = host): Exchange {
  return {
    request: `GET ${path}`,
    requestHeaders: { ...host, ...headers },
    status: 303,
    responseHeaders: { location, 'cache-control': null, vary: null, 'content-length': '0' },
    text: '',
  }
}

function refusedRedirect(path: string): Exchange {
  return { request: `GET ${path}`, requestHeaders: host, ...refusedInText(400, texts.redirect) }
}

const chatSignUp =
  'https://sign-up.twake.app/?path=%2F%23%2Fbridge%2Fweb%2F%23%2Fchat%2F%40user%3Atwake.app&redirect=true&slug=chat'

const association = '{"applinks":{}}'

export const links: Transcript[] = [
  {
    title: 'GET /.well-known/:filename',
    given: {
      wellKnown: [
        { name: 'apple-app-site-association', content: association, contentType: 'application/json' },
        { name: 'deep/er.txt', content: 'deeper', contentType: 'text/css' },
        { name: 'by-hand', content: 'by hand' },
      ],
    },
    exchanges: [
      {
        request: 'GET /.well-known/apple-app-site-association',
        requestHeaders: host,
        status: 200,
        responseHeaders: {
          'content-type': 'application/json',
          vary: 'Accept-Encoding',
          'cache-control': null,
          etag: /^"[\w-]+"$/,
        },
        text: association,
      },
      {
        request: 'GET /.well-known/apple-app-site-association',
        requestHeaders: { ...host, 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: { 'content-encoding': 'gzip' },
      },
      {
        request: 'GET /.well-known/deep/er.txt',
        requestHeaders: host,
        status: 200,
        responseHeaders: { 'content-type': 'text/css' },
        text: 'deeper',
      },
      {
        request: 'GET /.well-known/by-hand',
        requestHeaders: host,
        status: 200,
        responseHeaders: { 'content-type': /^(text\/plain; charset=UTF-8|application\/octet-stream)$/ },
        text: 'by hand',
      },
      { request: 'GET /.well-known/absent', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known/deep%2Fer.txt', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known/deep', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known/deep/../by-hand', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      {
        request: 'GET /.well-known/..%2Funiversallink%2Fby-hand',
        requestHeaders: host,
        ...refusedInText(404, 'Not Found'),
      },
      {
        request: 'GET /.well-known/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
        requestHeaders: host,
        ...refusedInText(404, 'Not Found'),
      },
      { request: 'GET /.well-known/deep%5Cer.txt', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known/by-hand%00', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /.well-known/', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      {
        request: 'GET /.well-known/by-hand',
        requestHeaders: { Host: 'labs-links.example' },
        ...refusedInText(404, 'Not Found'),
      },
      { request: 'GET /.well-known/by-hand', ...refusedInText(404, 'Cannot find space') },
    ],
  },
  {
    title: 'GET /:slug and /:slug/*: the parameter fallback',
    exchanges: [
      redirect(`/drive?fallback=${encodedTrustedUrl}`, 'https://anna.trusted.example/path?a=b#c'),
      redirect(`/drive/folder/1?fallback=${encodedTrustedUrl}&code=1&x=y`, 'https://anna.trusted.example/path?a=b#c'),
      redirect(
        `/drive?fallback=${encodedTrustedUrl}&fallback=https%3A%2F%2Fevil.example`,
        'https://anna.trusted.example/path?a=b#c',
      ),
      redirect('/drive?fallback=HTTPS%3A%2F%2FTrusted.Example', 'HTTPS://Trusted.Example'),
      redirect('/drive?fallback=trustedapp%3A%2F%2Fany', 'trustedapp://any'),
      redirect('/drive?fallback=https%3A%2F%2Fexact.example%2Fpage', 'https://exact.example/page'),
      redirect(`/graphql?fallback=${encodedTrustedUrl}`, 'https://anna.trusted.example/path?a=b#c'),
      redirect(`/drive?fallback=${encodedTrustedUrl}`, 'https://anna.trusted.example/path?a=b#c', {
        Host: 'LINKS.example:8080',
      }),
      redirect('/drive?fallback=https%3A%2F%2Flabs.example', 'https://labs.example', { Host: 'labs-links.example' }),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fevil.example'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fnottrusted.example'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fa.trusted.example%3A8443'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fexact.example%2Fpage%2Fother'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Flabs.example'),
      refusedRedirect('/drive?fallback=%2F%2Ftrusted.example'),
      refusedRedirect('/drive?fallback=path'),
      refusedRedirect('/drive?fallback=https%3A%2F%2F%5B'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Ftrusted.example%40evil.example'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fuser%3Apw%40trusted.example'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Fevil.example%5C.trusted.example'),
      refusedRedirect('/drive?fallback=%20https%3A%2F%2Ftrusted.example'),
      refusedRedirect('/drive?fallback=https%3A%2F%2Ftrusted.example%0d%0aSet-Cookie%3Aa%3Db'),
      refusedRedirect('/drive?fallback=javascript%3Aalert(1)'),
      { request: 'GET /drive', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /drive?fallback=', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: `GET /drive?fallback=${encodedTrustedUrl}`, ...refusedInText(404, 'Cannot find space') },
      {
        request: `GET /drive?fallback=${encodedTrustedUrl}`,
        requestHeaders: { Host: 'virtual-links.example' },
        ...refusedInText(404, 'Cannot find space'),
      },
      {
        request: `GET /drive?fallback=${encodedTrustedUrl}`,
        requestHeaders: { Host: '[::1]:8080' },
        ...refusedInText(404, 'Cannot find space'),
      },
    ],
  },
  {
    title: 'GET /:slug: the parameter custom_scheme',
    exchanges: [
      redirect(
        `/drive/auth?custom_scheme=cozydrive://&custom_path=auth&code=c%20d&state=s&fallback=${encodedTrustedUrl}`,
        'cozydrive://auth?access_code=&code=c+d&state=s',
      ),
      redirect(
        '/drive?custom_scheme=CozyDrive&custom_path=%2Fa%20b%3F%23&code=1&access_code=%26',
        'CozyDrive:///a%20b%3F%23?access_code=%26&code=1&state=',
      ),
      // Without `code`, this is a link with a fallback, and `custom_scheme` is ignored.
      redirect(
        `/drive?custom_scheme=cozydrive&fallback=${encodedTrustedUrl}`,
        'https://anna.trusted.example/path?a=b#c',
      ),
      ...[
        'https',
        'HTTP',
        'javascript',
        'data',
        'file',
        'blob',
        'about',
        'intent',
        'vbscript',
        'no scheme',
        '1app',
      ].map((scheme) =>
        refusedRedirect(`/drive?custom_scheme=${encodeURIComponent(scheme)}&custom_path=evil.example%2Fx&code=1`),
      ),
    ],
  },
  {
    title: 'GET /biwebauth',
    exchanges: [
      redirect(`/biwebauth?fallback=${encodedTrustedUrl}`, 'https://anna.trusted.example/path?a=b#c'),
      redirect(
        '/biwebauth?fallback=http%3A%2F%2Fa.trusted.example%3Ffoo%3Dfoo&bar=bar',
        'http://a.trusted.example/?foo=foo&bar=bar',
      ),
      redirect(
        '/biwebauth?fallback=https%3A%2F%2Ftrusted.example%2Fp%3Fcode%3Dold%26x%3D1%23f&code=new&code=newer&state=s',
        'https://trusted.example/p?code=new&x=1&state=s#f',
      ),
      refusedRedirect('/biwebauth?fallback=https%3A%2F%2Fevil.example&code=1'),
      refusedRedirect('/biwebauth?fallback=https%3A%2F%2Fevil.example%5C%40trusted.example&code=1'),
      refusedRedirect('/biwebauth?fallback=nothing&code=1'),
      { request: 'GET /biwebauth?code=1', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /biwebauth?code=1', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /biwebauth/x', requestHeaders: host, ...refusedInText(404, 'Not Found') },
    ],
  },
  {
    title: 'GET /chat/@user:domain',
    exchanges: [
      redirect('/chat/@user:twake.app', chatSignUp),
      redirect('/chat/%40user%3Atwake.app', chatSignUp),
      redirect('/chat/@user:twake.app', chatSignUp, { 'User-Agent': '' }),
      ...['twake.app', 'stg.lin-saas.com', 'cozy.lin-saas.com', 'qa.lin-saas.com'].map((domain) =>
        redirect(`/chat/@user:${domain}`, chatSignUp.replaceAll('twake.app', domain)),
      ),
      ...[
        '(iPhone; CPU iPhone OS 17_0 like Mac OS X)',
        '(iPad; CPU OS 12_2 like Mac OS X)',
        '(iPod touch)',
        'IPOD',
      ].map((device) =>
        redirect('/chat/@user:twake.app?fallback=x', 'https://apps.apple.com/fr/app/twake-chat/id6473384641', {
          'User-Agent': `Mozilla/5.0 ${device}`,
        }),
      ),
      redirect('/chat/@user:other.example', 'https://play.google.com/store/apps/details?id=app.twake.android.chat', {
        'User-Agent': 'Mozilla/5.0 (Linux; Android 14)',
      }),
      redirect('/chat/@user:other.example', 'https://twake.app'),
      redirect('/chat/@user:lin-saas.com', 'https://twake.app'),
      redirect('/chat/@user:evil.twake.app', 'https://twake.app'),
      redirect('/chat/@user', 'https://twake.app'),
      redirect('/chat/@user:twake.app:443', 'https://twake.app'),
      redirect('/chat/@user:twake.app/more', 'https://twake.app'),
      { request: 'GET /chat/user:twake.app', requestHeaders: host, ...refusedInText(404, 'Not Found') },
      { request: 'GET /chat/@user:twake.app', ...refusedInText(404, 'Cannot find space') },
    ],
  },
]
