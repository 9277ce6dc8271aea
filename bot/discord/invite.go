package discord

// What the bot must be allowed, each with its reason: the link of the invitation asks for exactly these, doctor looks for them in
// each channel, and the README lists them (https://docs.discord.com/developers/topics/permissions).

import (
	"net/url"
	"slices"
	"strconv"
)

// Permission is something that a bot may do on a server.
type Permission struct {
	Name   string `json:"name"`   // as people read it in Discord
	Reason string `json:"reason"` // what the bot does with it, in the words of the README

	bit   uint64
	posts bool // needed where people write in posts only: in a forum
}

// To archive a thread of its own, a bot needs none (https://docs.discord.com/developers/topics/threads#editing-deleting-threads).
var permissions = []Permission{
	{"View Channels", "sees the channels in which it is asked, and hears `@syncbot 641` there", viewChannel, true},
	{"Send Messages", "posts the message of a case, and keeps it up to date", sendMessages, false},
	{"Send Messages in Threads", "answers in a case's thread, and in forum posts", sendInThreads, true},
	{"Create Public Threads", "begins the thread of a case", createThreads, false},
	{"Embed Links", "shows state, error and fix as a card; without it Discord drops the card", embedLinks, true},
	{"Read Message History", "finds its own messages again, so that none is said twice", readHistory, true},
}

// The bits of the permissions (https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags).
const (
	administrator uint64 = 1 << 3
	viewChannel   uint64 = 1 << 10
	sendMessages  uint64 = 1 << 11
	embedLinks    uint64 = 1 << 14
	readHistory   uint64 = 1 << 16
	createThreads uint64 = 1 << 35
	sendInThreads uint64 = 1 << 38
)

// Permissions are those that the bot needs.
func Permissions() []Permission { return slices.Clone(permissions) }

// Invitation is what adds the app to a server, ready for JSON.
type Invitation struct {
	URL         string       `json:"url"`
	Permissions []Permission `json:"permissions"` // that it asks for
}

// Invite is the invitation of the app: the bot with exactly the permissions that it needs, and its commands
// (https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow).
func Invite(applicationID string) Invitation {
	var bits uint64
	for _, p := range permissions {
		bits |= p.bit
	}
	asks := "client_id=" + url.QueryEscape(applicationID) + "&scope=bot+applications.commands&permissions=" + strconv.FormatUint(bits, 10)
	return Invitation{URL: "https://discord.com/oauth2/authorize?" + asks, Permissions: Permissions()}
}
