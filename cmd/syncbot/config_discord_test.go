package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Values that have the right shape.
const (
	goodToken = "DISCORD_BOT_TOKEN=MTEw.abc.d-e_f"
	goodApp   = "DISCORD_APPLICATION_ID=1100000000000000001"
	goodGuild = "DISCORD_GUILD_ID=1100000000000000003"
	goodKey   = "DISCORD_PUBLIC_KEY=00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff"
)

// What is set for Discord, from whatever source, and nothing that belongs to somebody else's program.
func TestDiscordSettings(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "token")
	for path, text := range map[string]string{secret: "MTEw.abc.d-e_f\n", filepath.Join(dir, ".env"): goodApp + "\nDISCORD_WEBHOOK=https://discord.com/api/webhooks/1/x\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := readServeConfig([]string{
		twoWorkshops, "DISCORD_BOT_TOKEN_FILE=" + secret, "DISCORD_GUILD_ID=11000000000000003, 11000000000000004,", "DISCORD_API_URL=http://127.0.0.1:4003/api", "DISCORD_TOKEN=x", goodKey,
		"SYNCBOT_LISTEN=:8080",
	}, dir)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{string(c.DiscordBot), string(c.ApplicationID), strings.Join(c.Guilds, " "), string(c.PublicKey), string(c.DiscordAPI)}
	want := []string{
		"MTEw.abc.d-e_f", "1100000000000000001", "11000000000000003 11000000000000004",
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "http://127.0.0.1:4003/api/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !c.discordOverHTTP() {
		t.Error("with a public key Discord sends signed requests")
	}
}

// Each fault is one sentence that says what is wrong and where the right value is; none shows a value.
func TestFaultsOfTheDiscordSettings(t *testing.T) {
	const (
		token = "; copy " + discordTokenIs
		app   = "; copy " + applicationIDIs
		key   = "; copy " + publicKeyIs
		guild = "; copy " + guildIDIs
		id    = "1234567890123456789"
		api   = "DISCORD_API_URL is no address of a Web API; write one such as https://discord.com/api/, or leave it out"
		clear = "DISCORD_API_URL begins with http://, which would send the tokens unencrypted; write https://, or an address of this machine such as http://127.0.0.1:4003/api/"
	)
	hex := strings.Repeat("a1", 32)
	good := []string{goodToken, goodApp, goodGuild}
	for _, c := range []struct{ setting, value, want string }{
		{"DISCORD_BOT_TOKEN", "sesame", "DISCORD_BOT_TOKEN does not look like one" + token},
		{"DISCORD_BOT_TOKEN", "Bot a.sesame.b", `DISCORD_BOT_TOKEN begins with "Bot ", which the bot puts before the token itself` + token},
		{"DISCORD_BOT_TOKEN", "a.sesame", "DISCORD_BOT_TOKEN does not look like one" + token},
		{"DISCORD_BOT_TOKEN", "a.sesame.b c", "DISCORD_BOT_TOKEN does not look like one" + token},
		{"DISCORD_BOT_TOKEN", hex, "DISCORD_BOT_TOKEN holds a public key" + token},
		{"DISCORD_BOT_TOKEN", id, "DISCORD_BOT_TOKEN holds an id" + token},
		{"DISCORD_BOT_TOKEN", "sesame7890123456789012345678901-", "DISCORD_BOT_TOKEN holds what looks like the client secret, which the bot doesn't need" + token},
		{"DISCORD_APPLICATION_ID", "a.sesame.b", "DISCORD_APPLICATION_ID holds a token" + app},
		{"DISCORD_APPLICATION_ID", "1234567890123456", "DISCORD_APPLICATION_ID does not look like one" + app},
		{"DISCORD_APPLICATION_ID", "123456789012345678901", "DISCORD_APPLICATION_ID does not look like one" + app},
		{"DISCORD_PUBLIC_KEY", id, "DISCORD_PUBLIC_KEY holds an id" + key},
		{"DISCORD_PUBLIC_KEY", hex + "0", "DISCORD_PUBLIC_KEY does not look like one" + key},
		{"DISCORD_GUILD_ID", "sesame", "DISCORD_GUILD_ID does not look like one" + guild},
		{"DISCORD_GUILD_ID", id + "," + id, "DISCORD_GUILD_ID names a server twice; keep one"},
		{"DISCORD_GUILD_ID", id + ",a.sesame.b", "DISCORD_GUILD_ID holds a token" + guild},
		{"DISCORD_API_URL", "discord.com/sesame", api},
		{"DISCORD_API_URL", "https://user:sesame@discord.com/api/", api},
		{"DISCORD_API_URL", "http://discord.com/sesame", clear},
	} {
		environ := []string{twoWorkshops, "SYNCBOT_LISTEN=:8080", c.setting + "=" + c.value}
		for _, set := range good {
			if !strings.HasPrefix(set, c.setting) {
				environ = append(environ, set)
			}
		}
		_, err := readServeConfig(environ, t.TempDir())
		switch {
		case err == nil || err.Error() != c.want:
			t.Errorf("%s=%s:\n%v\nwant\n%s", c.setting, c.value, err, c.want)
		case strings.Contains(err.Error(), "sesame"):
			t.Errorf("%s: the value is shown: %v", c.setting, err)
		}
	}
}

// What is missing is said once, and only by a bot that is to run: other commands need none of it.
func TestWhatDiscordLacks(t *testing.T) {
	const (
		slackSocket = "SLACK_APP_TOKEN=xapp-1"
		slackBot    = "SLACK_BOT_TOKEN=xoxb-1"
		slackSecret = "SLACK_SIGNING_SECRET=abc1"
		listen      = "SYNCBOT_LISTEN=:8080"
		channel     = "SYNCBOT_CHANNELS=discord:5=northside"
	)
	all := []string{goodToken, goodApp, goodGuild}
	with := func(more ...string) []string { return append(all[:3:3], more...) }
	for _, c := range []struct {
		set  []string
		want []string // how the sentences begin
	}{
		{all, nil},
		{all[:1], []string{"DISCORD_APPLICATION_ID is missing", "DISCORD_GUILD_ID is missing, and SYNCBOT_CHANNELS too"}},
		{all[1:], []string{"DISCORD_BOT_TOKEN is missing"}},
		{all[2:], []string{"DISCORD_BOT_TOKEN is missing", "DISCORD_APPLICATION_ID is missing"}},
		{append(all[:2:2], channel), nil},
		{append(all[:2:2], "SYNCBOT_CHANNELS=slack:C1=northside"), []string{"SYNCBOT_CHANNELS names no channel of Discord"}},
		{append(all[:2:2], "SYNCBOT_LEADS=discord:5"), []string{"DISCORD_GUILD_ID is missing"}},
		{append(all[:2:2], "SYNCBOT_CHANNELS=discord:x=northside"), []string{`SYNCBOT_CHANNELS has "discord:x"`}},
		{with("SYNCBOT_CHANNELS=slack:C1=northside"), []string{"SYNCBOT_CHANNELS names no channel of Discord"}},
		{append(all[1:3:3], "DISCORD_BOT_TOKEN=x"), []string{"DISCORD_BOT_TOKEN does not"}},
		{with(goodKey), []string{"SYNCBOT_LISTEN is missing beside DISCORD_PUBLIC_KEY"}},
		{with(goodKey, "SYNCBOT_LISTEN=here"), []string{`SYNCBOT_LISTEN is "here"; write HOST:PORT`}},
		{with(goodKey, listen), nil},
		{with(goodKey, listen, slackBot, slackSocket), nil},
		{with(listen, slackBot, slackSecret), nil},
		{with(goodKey, listen, slackBot, slackSecret), []string{"SYNCBOT_LISTEN can't be shared: SLACK_SIGNING_SECRET and DISCORD_PUBLIC_KEY"}},
		{with(slackBot, slackSocket, channel), []string{"SYNCBOT_CHANNELS names no channel of Slack"}},
		{with(slackBot, slackSocket, "SYNCBOT_CHANNELS=console:here=northside"), []string{"SYNCBOT_CHANNELS names no channel of Slack", "SYNCBOT_CHANNELS names no channel of Discord"}},
		{with("SYNCBOT_MAY_ASK=slack:S1=the team"), []string{"SYNCBOT_MAY_ASK names nobody of Discord"}},
		{with("SYNCBOT_MAY_ASK=slack:S1", "SYNCBOT_ADMINS=discord:5"), nil},
		{with("SYNCBOT_MAY_ASK=slack:S1", "SYNCBOT_ADMINS=discord:x"), []string{"SYNCBOT_ADMINS has"}},
		{with("SYNCBOT_MAY_SYNC=slack:S1"), nil},
		{with(slackBot, slackSocket, "SYNCBOT_MAY_ASK=discord:5"), []string{"SYNCBOT_MAY_ASK names nobody of Slack"}},
		{with("SYNCBOT_LEADS=slack:C1"), []string{"SYNCBOT_LEADS names slack:C1, but that chat service isn't served"}},
		{with("SYNCBOT_LEADS=discord:5"), nil},
		{with(slackBot, slackSocket, "SYNCBOT_LEADS=slack:C1"), nil},
		{with(goodKey, listen, slackBot), []string{"SLACK_APP_TOKEN is missing beside SLACK_BOT_TOKEN"}},
	} {
		config, err := readServeConfig(append(c.set[:len(c.set):len(c.set)], twoWorkshops), t.TempDir())
		var got []string
		if err != nil {
			got = strings.Split(err.Error(), "\n")
		}
		matches := len(got) == len(c.want)
		for _, begin := range c.want {
			matches = matches && strings.Contains("\n"+strings.Join(got, "\n"), "\n"+begin)
		}
		if !matches {
			t.Errorf("%v:\n%s\nwant sentences that begin with %q", c.set, strings.Join(got, "\n"), c.want)
		}
		if config.lacksChat(err) != nil {
			t.Errorf("%v: no chat service is said", c.set)
		}
		if _, err := readConfig([]string{goodToken}, t.TempDir()); err != nil {
			t.Errorf("for a command that needs no chat: %v", err)
		}
	}
}

// No value makes the reader stumble, and what it lets through has the shape that it promises.
func FuzzDiscordSettings(f *testing.F) {
	id := regexp.MustCompile(`^[0-9]{17,20}$`)
	f.Add("a.b.c")
	f.Add("1100000000000000001")
	f.Add("1100000000000000001,\n1100000000000000002")
	f.Fuzz(func(t *testing.T, text string) {
		var token discordToken
		if token.UnmarshalText([]byte(text)) == nil && (string(token) != text || strings.Count(text, ".") != 2 || strings.ContainsAny(text, " \r\n")) {
			t.Errorf("%q is a token", text)
		}
		var app applicationID
		if app.UnmarshalText([]byte(text)) == nil && !id.MatchString(string(app)) {
			t.Errorf("%q is an application id", text)
		}
		var guilds guildIDs
		if guilds.UnmarshalText([]byte(text)) == nil && (len(guilds) == 0 || !id.MatchString(guilds[0])) {
			t.Errorf("%q are the guilds %q", text, guilds)
		}
		var key publicKey
		if key.UnmarshalText([]byte(text)) == nil && (len(key) != 64 || string(key) != strings.ToLower(text)) {
			t.Errorf("%q is a public key", text)
		}
	})
}
