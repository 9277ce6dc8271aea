// Package discordtest is a faithful fake of Discord for the tests of a bot: the REST API, the gateway, signed requests over
// HTTP, and a guild with people in it who type, press and read.
//
// A [Server] is one guild with one app in it. The bot talks to it through its own client library, over loopback
// ([Server.Loopback]) or over connections in memory ([Server.Dial], [Server.Client]), which also work in a bubble of
// testing/synctest. What people do are methods named after the deed, what they see are others ([Server.Messages],
// [Server.Thread], [Server.Ephemerals]), and what goes wrong is asked for ([Server.Next], [Server.Spoil], [Server.Down]).
//
// It keeps the rules of Discord where they are known: the thread of a message has the message's id, a nonce protects for
// three minutes, an archived thread refuses edits and is woken by a post. Where a rule is not known it takes the one that is
// harder on the bot. It knows no client library.
//
// What nobody has said about Discord, and how it is taken here: lengths count in UTF-16 units; a channel takes five messages
// in five seconds, and five edits, and an interaction token five uses; the parse of allowed_mentions that is null counts as
// if nothing had been said about mentions, so everybody is pinged; a mention in code or behind a backslash pings, too;
// mentions in titles, names and footers of embeds are read as they stand; whoever began a thread may archive and rename it,
// but not lock it; a thread gets two new names in ten minutes; to archive what is archived is refused.
//
// Ids tell the time, as Discord's do, once the clock is past the middle of 2023; before, as in a new bubble of
// testing/synctest, they only rise.
//
// Facts about Discord are from its documentation, https://docs.discord.com/developers, and from its OpenAPI description,
// https://github.com/discord/discord-api-spec.
package discordtest
