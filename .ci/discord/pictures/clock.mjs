// Times as Discord shows them to a reader in Sydney: https://docs.discord.com/developers/reference#message-formatting
const zone = 'Australia/Sydney';
const shown = (options) => (at) => new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(at).replaceAll('\u202f', ' ');

const styles = {
  t: shown({ timeStyle: 'short' }),
  T: shown({ timeStyle: 'medium' }),
  d: shown({ dateStyle: 'short' }),
  D: shown({ dateStyle: 'long' }),
  f: shown({ dateStyle: 'long', timeStyle: 'short' }),
  F: shown({ dateStyle: 'full', timeStyle: 'short' }),
  R: (at, now) => relative(Math.round((at - now) / 1000)),
};

// clock is the moment, in Unix seconds, in one of Discord's styles; now is when the reader looks.
export function clock(unix, style, now) {
  return styles[style](new Date(Number(unix) * 1000), now);
}

// hour is a moment as it stands beside a message.
export const hour = styles.t;

const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function relative(seconds) {
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat('en-US').format(Math.round(seconds / length), unit);
}
