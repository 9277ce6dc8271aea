// Times as Slack shows them to a reader in Sydney. The tokens are those that @slack/types describes; the ones that say "today"
// are left out, since a picture has no today.
const zone = 'Australia/Sydney';
const shown = (options) => (at) => new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(at);

const tokens = {
  date_num: (at) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at),
  date: shown({ month: 'long', day: 'numeric' }),
  date_short: shown({ month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: shown({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  date_long_full: shown({ month: 'long', day: 'numeric', year: 'numeric' }),
  time: shown({ hour: 'numeric', minute: '2-digit' }),
  time_secs: shown({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
};

// clock is the moment, in Unix seconds, in a format such as "{date_short}, {time}".
export function clock(unix, format) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (!tokens[token]) throw new Error(`the date token ${whole} is unknown to the renderer`);
    return tokens[token](new Date(Number(unix) * 1000)).replaceAll('\u202f', ' ');
  });
}
