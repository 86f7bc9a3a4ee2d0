import { registeredSchemes } from './registered-schemes.js'

const splitWords = (text: string): string[] => text.trim().split(/\s+/)

/** Prefixes of schemes. Products with these prefixes often add schemes, such as `googlechromes` and `microsoft-edge-https`. */
const prefixes = splitWords(`
  web+ ext+ web-search webkit webview webclip view-source x-
  google chrome- msedge chromium cros- crosh com-google microsoft edge- firefox fennec fenix iceraven mozilla moz- opera opr- brave vivaldi duckduckgo
  ddg safari com-apple comgoogle yandex ucweb samsung sbrowser puffin dolphin maxthon mxthon aloha ecosia ghostery librewolf
  waterfox palemoon seamonkey konqueror epiphany falkon naver baidu onion tor- orion- arc- silk-
  ms- mswindows msn msgamepass msteams windows win- winrt xbox xbls bing insider onenote onedrive outlook office- skype search-
  apple itms itunes macappstore mac-app-store appstore ibooks facetime app-pref
  app-settings prefs shortcuts workflow automator photos- sms mms message
  android intent amzn appmarket mimarket heytapmarket oppomarket vivomarket bbkmarket hiapplink fdroidrepo altstore mobilephone vnd. xdg- gnome- kde- kns baloo
  vscod code-oss cursor windsurf jetbrains intellij webstorm phpstorm pycharm rubymine visualstudio xcode sublime emacs
  org-protocol github git- docker wsl- putty- moba securecrt openwith launch termux com.epicgames roblox citrix teamviewer anydesk rustdesk postgres mysql socks
  com.apple. com.google. com.android. com.microsoft. com.brave. com.opera. com.vivaldi. com.duckduckgo. com.sec.android.
  org.mozilla. org.chromium. org.gnome. org.kde. org.freedesktop.
`)

/** Whole names of schemes. */
const schemes = splitWords(`
  javascript livescript mocha vbscript jscript mhtml mht mk its webarchive cached page-icon isolated-app externalfile drivefs
  devtools edge gecko ie netscape focus klar arc orion whale tor i2p gemini spartan titan nex onion silk zen dia comet
  shell search explorer run cmd powershell wsl msdt conf rlogin local read odopen grvopen launchwinapp zune stickynotes excel
  word winword powerpoint visio publisher infopath msaccess vstfs vsweb feedback-hub tbauth teams office
  settings help man map mapitem music video photos imessage telprompt podcast pcast calshow ical addressbook contact
  shareddocument mobilenote shoebox wallet findmy diagnostic diag applescript testflight siri automation
  package voicemail hiapp snap flatpak appstream packagekit kio admin trash ghelp computer network recent burn cdda obex mtp
  gphoto2 application program desktop remote terminal iterm iterm2 xterm
  ftpe scp sshfs cifs webdav rdp rdesktop mstsc spice nx x2go ica putty spdy quic tcp tls ssl unix rtp rtmpt srt pop3 submission
  amqp kafka nats jdbc odbc s3 gs abfs hdfs webpack modbus+tcp
  zed txmt subl atom mvim gvim idea goland clion rider fleet eclipse netbeans sourcetree hg bzr uplay battlenet origin torrent
  sogou quark alook kiwi via coast mercury icab icabmobile internet web mweb mobile-web xweb pwa twa customtab gsa
  youtube gmail
  stocks weather voicememos measure freeform clips activitytoday fmip1 fmf1 gamecenter compass keynote numbers bridge ichat
  iphoto aperture garageband spotlight webloc quicktime itpc daap
  camera timeline archive cgi print fonts programs audiocd floppy perldoc pydoc zeroconf system media home apturl dpkg deb rpm
  yast pk gdebi clickonce appx msi msix jnlp java flash shockwave activex wmp wmplayer realplayer vlc mpv
  crossdevice contact-support control-panel controlpanel system-settings systempreferences powertoys wt cmdline
  open start exec execute sh bash zsh python perl ruby php ssh2 mosh kitty winscp filezilla cyberduck transmit
  tasker macrodroid automate autohotkey scriptable pythonista a-shell ish raycast alfred keyboardmaestro hammerspoon launchbar
  node npm deno bun zip tar null
  thorium helium floorp cromite bromite ulaa sleipnir snowhaze qwant startpage kagi slimjet basilisk luakit nyxt
  kdeconnect afc obexftp recentdocuments recentlyused sysinfo gdrive tmast oaps sidestore cydia sileo javaws libreoffice soffice
  thunder flashget qqdl about-blank help-viewer ldapi
`)

const systemSchemes = new Set([...registeredSchemes, ...schemes])

/**
 * Whether a scheme is registered with IANA, or opens pages, files, settings or programs in a browser or an operating system.
 * Such a scheme does not belong to a single application.
 */
export function isSystemScheme(scheme: string): boolean {
  const name = scheme.toLowerCase()
  // Schemes that contain these words open pages in a browser, such as `x-safari-https` and `yandexbrowser-open-url`.
  if (/http|browser|open-?url/.test(name) || prefixes.some((prefix) => name.startsWith(prefix))) return true
  // A compound scheme is checked part by part (`git+ssh`). A part is also checked without a final `s`: `ftps` is `ftp` over
  // TLS.
  return [name, ...name.split('+')].some((part) => systemSchemes.has(part) || systemSchemes.has(part.replace(/s$/, '')))
}
