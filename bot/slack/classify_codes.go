package slack

// The codes of Slack's answers: those of chat.*, conversations.*, usergroups.*, users.* and views.* in its documentation
// (docs.slack.dev/reference/methods). A code that is not here is in doubt, as are internal_error and fatal_error, of which
// Slack says that some of it may have been done.

// tokenCodes say that the token is not accepted. Nothing that was to be said is lost: once it is mended, it is said.
var tokenCodes = map[string]string{
	"invalid_auth":              "check the bot token",
	"not_authed":                "check the bot token",
	"token_revoked":             "install the app again and give the bot its new token",
	"token_expired":             "install the app again and give the bot its new token",
	"account_inactive":          "the app was removed or its user deactivated: install the app again and give the bot its new token",
	"not_allowed_token_type":    "it is of the wrong kind: a bot token begins with xoxb-",
	"org_login_required":        "the workspace is being moved to another organisation",
	"team_added_to_org":         "the workspace is being moved to another organisation",
	"team_access_not_granted":   "the app is not allowed in this workspace: ask an admin to approve it",
	"two_factor_setup_required": "the workspace asks for two-factor authentication",
	"ekm_access_denied":         "an admin has suspended what the app may read and write",
	"enterprise_is_restricted":  "the organisation does not allow this app to be used",
	"accesslimited":             "the organisation has limited access to this workspace",
}

// busyCodes say that nothing was done for now.
var busyCodes = map[string]bool{
	"ratelimited": true, "rate_limited": true, "message_limit_exceeded": true, "request_timeout": true,
}

// refusals say what is wrong and what to do.
var refusals = map[string]string{
	"not_in_channel":      "the bot is not in the channel: invite it there",
	"channel_not_found":   "there is no such channel, or it is private and the bot is not in it: invite it there",
	"is_archived":         "the channel is archived",
	"user_not_in_channel": "the person is not in the channel",
	"user_not_found":      "there is no such person in this workspace",
	"users_not_found":     "there is no such person in this workspace",
	"user_disabled":       "the person's account is deactivated",
	"user_not_visible":    "the bot may not see the person",
	"cannot_dm_bot":       "a bot cannot be written to",
	"messages_tab_disabled": "direct messages to the app are switched off: switch on the Messages tab of App Home " +
		"in the app's settings",

	"message_not_found":       "the message is not there any more",
	"cant_update_message":     "the message is not the bot's own",
	"edit_window_closed":      "the workspace does not allow messages to be edited so late",
	"thread_not_found":        "the thread is not there any more",
	"cannot_reply_to_message": "the message cannot have a thread",

	"restricted_action":                        "a rule of the workspace does not let the bot post there: ask an admin",
	"restricted_action_read_only_channel":      "the channel is read-only: ask an admin to let the bot post there",
	"restricted_action_thread_only_channel":    "the channel takes only replies in threads",
	"restricted_action_non_threadable_channel": "the channel takes no threads",
	"restricted_action_thread_locked":          "the thread is locked",
	"access_denied":                            "the bot may not do this there",
	"no_permission":                            "the bot may not do this there",
	"method_not_supported_for_channel_type":    "a channel of this kind cannot do this",
	"slack_connect_file_link_sharing_blocked":  "an admin has blocked this in channels that are shared with others",
	"external_channel_migrating":               "the channel is being moved to another organisation",
	"team_not_found":                           "there is no such workspace",
	"deprecated_endpoint":                      "Slack has retired what the bot calls: a newer bot is needed",
	"method_deprecated":                        "Slack has retired what the bot calls: a newer bot is needed",
	"unknown_method":                           "there is no such method: check the address of the Web API",
	"expired_trigger_id":                       "too late to open a form",
	"exchanged_trigger_id":                     "a form was opened already",
	"invalid_trigger_id":                       "no form can be opened for this",
	"trigger_expired":                          "too late to open a form",
	"trigger_exchanged":                        "a form was opened already",
	"used_url":                                 "the response URL was used too often",
	"expired_url":                              "the response URL is too old",
	"not_found":                                "it is not there any more",
	"hash_conflict":                            "a newer view stands there",
	"no_such_subteam":                          "there is no such user group",
	"subteam_not_found":                        "there is no such user group",
	"not_enabled":                              "App Home is switched off in the app's settings",
	"view_too_large":                           "the page is too long for Slack",
	"msg_blocks_too_long":                      "the message is too long for Slack",
	"msg_too_long":                             "the message is too long for Slack",
	"too_many_attachments":                     "the message is too long for Slack",
	"no_text":                                  "the message is empty",
	"invalid_blocks":                           "Slack does not understand the message",
	"invalid_blocks_format":                    "Slack does not understand the message",
	"invalid_arguments":                        "Slack does not understand the message",
	"invalid_attachments":                      "Slack does not understand the message",
	"invalid_payload":                          "Slack does not understand the message",
	"markdown_text_conflict":                   "Slack does not understand the message",
	"invalid_metadata_format":                  "Slack does not understand the message's key",
	"invalid_metadata_schema":                  "Slack does not understand the message's key",
	"metadata_too_large":                       "Slack does not understand the message's key",
	"metadata_must_be_sent_from_app":           "only an app's token may send a message's key: check the bot token",
	"invalid_cursor":                           "Slack does not know the page that it gave",
	"duplicate_message_not_found":              "Slack lost the message",
	"duplicate_channel_not_found":              "Slack lost the message",
	"as_user_not_supported":                    "Slack does not understand the message",
	"team_not_on_plan":                         "the workspace's plan does not allow this",
}
