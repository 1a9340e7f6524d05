import type { ServiceName } from './services.ts';

/** Words that lead to a page of at least one service, and that no service gives to people. */
const EVERYWHERE =
  ' about account accounts activity ads advertise ajax api app apps auth authorize blog business careers challenge ' +
  'checkpoint confirm connect contact cookies create dashboard developer developers dialog directory docs download ' +
  'embed events explore faq feed follow groups hashtag help home intent invite invites jobs join legal link links live ' +
  'login logout media messages mobile news notifications oauth oauth2 page pages password payments photo photos ' +
  'plugins policies policy post posts premium press privacy profile proxy public redir redirect register report rules ' +
  'safety search security session sessions settings share sharer shares shop signin signout signup static status ' +
  'stories story subscribe support terms tos upload url user users verify video videos web welcome widgets www ';

/**
 * Words that lead to a page of this service: to sign in, share, join, pay, or go on to another address. They come from
 * the addresses that each service uses itself; Telegram lists its own at core.telegram.org/api/links.
 */
const RESERVED: Readonly<Record<ServiceName, string>> = {
  facebook:
    ' adsmanager allactivity bookmarks campaign commerce dating donate facebook fbrdr flx friends fundraisers games ' +
    'gaming hacked identity instagram lite local marketplace memories messenger meta music nearby notes offers people ' +
    'permalink places poke pokes recover reel reels reg requests saved shops topic ufi watch whatsapp work workplace ',
  instagram:
    ' _n _u archive audio channel data direct emails graphql guide guides igtv instagram l lite locations logging m ' +
    'meta nametag p popular push qr reel reels s shopping tags threads topics tv u your_activity ',
  twitter:
    ' 404 bookmarks communities compose favorites follower_requests followers following friends grok i inbox ' +
    'invitations jot lists logged_out mentions moments openid personalization replies similar_to spaces statuses ' +
    'suspended teams timeline trends twitter webview who_to_follow x your_twitter_data ',
  // `me` leads to the profile of the person who reads the card.
  linkedin:
    ' authwall company edit learning linkedin me messaging mynetwork pub pulse school sharearticle sharing showcase ' +
    'uas unavailable ',
  telegram:
    ' addemoji addlist addstickers addstyle addtheme auction boost call channel chat confirmphone giftcode http ' +
    'invoice joinchat message msg_url passport premium_offer resolve setlanguage socks stars_topup stickers telegram ' +
    'telegrampassport theme tonsite videochat voicechat ',
};

/**
 * Whether a word is reserved by this service.
 * @param word in small letters
 */
export function isReserved(service: ServiceName, word: string): boolean {
  return `${EVERYWHERE}${RESERVED[service]}`.includes(` ${word} `);
}
