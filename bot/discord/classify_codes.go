package discord

// The codes of Discord's answers that can be told in plainer words than Discord's, or with what to do:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.

// Codes that more than the sentence depends on.
const (
	codeUnknownChannel = 10003
	codeNoAccess       = 50001
	codeClosedDirect   = 50007
	codeNoPermission   = 50013
	codeThreadArchived = 50083
	codeThreadBegun    = 160004
)

// placeCodes say what the bot may not do in a place, whatever it says there.
var placeCodes = []int{codeNoAccess, codeClosedDirect, codeNoPermission}

// busyCodes say that nothing was done for now.
var busyCodes = map[int]bool{
	20016: true, 20022: true, 20028: true, 20029: true, 30046: true, 40004: true, 40006: true, 40062: true, 110000: true, 130000: true,
}

// refusals say what is wrong and what to do.
var refusals = map[int]string{
	codeUnknownChannel: "there is no such channel or thread any more, or the bot cannot see it",
	10004:              "there is no such server, or the bot is not in it: invite it there",
	10008:              "the message is not there any more",
	10013:              "there is no such person",
	10015:              "the time to answer in private is over",
	10062:              "the time to answer in private is over",

	20009:            "Discord blocked the message as unwanted: ask an admin to let the bot through",
	20031:            "a word in the message is not allowed in this server: ask an admin",
	30007:            "there are too many webhooks in the channel",
	30010:            "there are too many reactions on the message",
	30033:            "the thread is full",
	40001:            "the bot may not do this: check that its app is still set up in Discord's developer portal",
	40002:            "the bot's account has to be verified in Discord's developer portal",
	40005:            "the message is too long for Discord",
	40058:            "the channel takes no threads that begin with a message",
	40060:            "somebody has answered this already",
	40061:            "the tags of the post are not allowed",
	40066:            "a post there needs a tag: ask an admin not to demand one",
	40333:            "Discord does not let the bot in: a newer bot is needed",
	codeNoAccess:     "the bot cannot see the channel: give it View Channel there",
	50003:            "this cannot be done in direct messages",
	50005:            "the message is not the bot's own",
	50006:            "the message is empty",
	codeClosedDirect: "the person takes no direct messages from this server: ask them to allow those in its privacy settings",
	50008:            "messages cannot be written there: in a forum, ask in one of its posts",
	50009:            "the channel asks for verification: ask an admin to let the bot through",
	codeNoPermission: "the bot lacks a permission there: give it View Channel, Send Messages, Send Messages in Threads, Create Public Threads, " +
		"Embed Links and Read Message History",
	50014:              "the bot's token is of the wrong kind: it needs the one of the app's page Bot",
	50024:              "a channel of this kind cannot do this",
	50025:              "Discord does not know the app's authorisation",
	50027:              "the time to answer in private is over",
	50035:              "Discord does not understand the message",
	codeThreadArchived: "the thread is archived",
	50109:              "Discord does not understand the message",
	50278:              "the person shares no server with the bot any more",
	codeThreadBegun:    "the message has a thread already",
	160002:             "the bot may not read the channel's history: give it Read Message History there",
	160005:             "the thread is locked: a moderator can unlock it",
	160006:             "the server has too many open threads: ask an admin to close some",
	160007:             "the server has too many open threads: ask an admin to close some",
	200000:             "the server's AutoMod blocked the message: ask an admin to let the bot through",
	200001:             "the server's AutoMod blocked the thread's name: ask an admin to let the bot through",
	240000:             "Discord counts a link in the message as harmful",
}
