// Package slacktest is a faithful fake of Slack for the tests of a bot: the Web API, Socket Mode, signed requests over HTTP,
// and a workspace with people in it who type, press and read.
//
// A [Server] is one workspace with one app. The bot talks to it through its own client library, over loopback
// ([Server.Loopback]) or over connections in memory ([Server.Dial], [Server.Client]), which also work in a bubble of
// testing/synctest. What people do are methods named after the deed ([Server.Command], [Server.Press], [Server.Submit]),
// what they see are others ([Server.Messages], [Server.Ephemerals], [Server.Modal], [Server.Home]), and what goes wrong is
// asked for ([Server.Next], [Server.Down], [Server.Disconnect]).
//
// It keeps the rules of Slack where they are known: a command goes to one connection and is never sent again, a message
// has no idempotency key, an answer of 20 KB vanishes. Where a rule is not known it takes the one that is harder on the bot.
// It knows no client library.
//
// What nobody has said about Slack, and how it is taken here: a channel takes three messages at once, then one a second; a
// post to a thread that is not there is refused with thread_not_found, one to a reply with cannot_reply_to_message; an
// acknowledgement of 20 KB is as if it had never come; an event that is sent again has a new envelope_id and the same
// event_id; people of other workspaces may type commands; a mention in the text beside blocks counts like one in the blocks.
package slacktest
