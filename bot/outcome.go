package bot

import (
	"strings"

	"huiyin/store"
)

// verdict is what is done about a post after Telegram's answer.
type verdict int

const (
	verdictSent     verdict = iota // it stands there
	verdictAnew                    // what should be edited is gone: send it anew
	verdictReplace                 // what should be edited is of another kind: send anew and delete the old one
	verdictPlain                   // try again without entities
	verdictNoReply                 // try again without replying
	verdictNoThread                // try again outside of the topic
	verdictNoMedia                 // try again without files
	verdictNoExtras                // try again without links on buttons and without keyboard
	verdictFlood                   // wait as long as Telegram says
	verdictLater                   // passing: try again later
	verdictMoved                   // the group has a new id
	verdictBlocked                 // the person can't be written to
	verdictGone                    // the group can't be written to
	verdictDrop                    // it can't be done, and nobody misses it
	verdictBroken                  // it can't be done, and that is our mistake
	verdictStop                    // we are ending
)

// rule maps words of Telegram's descriptions to a verdict. There are no codes
// for these; the words have been stable for years.
type rule struct {
	verdict verdict
	words   []string
}

// editRules are for messages that were to be edited.
var editRules = []rule{
	{verdictSent, []string{"message is not modified"}},
	{verdictReplace, []string{"there is no text in the message", "there is no caption in the message", "message has no caption"}},
	{verdictAnew, []string{"message to edit not found", "message can't be edited", "message_id_invalid", "message not found"}},
}

// mendRules name one thing that is not accepted; without it the rest can go.
var mendRules = []rule{
	{verdictNoReply, []string{"message to be replied not found", "message to reply not found", "replied message not found", "reply_message_id_invalid"}},
	{verdictNoThread, []string{"message thread not found", "thread not found", "topic_closed", "topic_deleted", "topic closed", "topic was closed", "message_thread_id"}},
	{verdictPlain, []string{"can't parse entities", "can't parse caption entities", "entity_", "entities_", "message_entit", "can't find end of"}},
	{verdictNoMedia, []string{
		"wrong file", "wrong remote file", "file_id", "file identifier", "file_reference", "can't use file of type", "media_empty", "media_invalid",
		"photo_invalid", "photo_save_file_invalid", "image_process_failed", "file is too big", "voice_messages_forbidden", "can't be sent as an album", "file is temporarily unavailable",
		"rights to send photos", "rights to send videos", "rights to send documents", "rights to send voice", "rights to send audio",
		"rights to send media", "send_photos_forbidden", "send_videos_forbidden", "send_docs_forbidden", "send_voices_forbidden", "send_media_forbidden",
	}},
	{verdictNoExtras, []string{
		"button_url_invalid", "wrong http url", "button_user_privacy_restricted", "button_type_invalid", "button url", "url_invalid",
		"can be requested in private chats only", "reply keyboard",
	}},
}

// deadRules tell that a chat can't be written to. What "chat not found" means
// depends on the kind of chat.
var deadRules = []string{
	"blocked by the user", "user is deactivated", "can't initiate conversation", "input_user_deactivated", "user_is_blocked", "peer_id_invalid",
	"chat not found", "user not found", "bot was kicked", "not a member of", "group chat was deleted", "group chat was deactivated",
	"chat_write_forbidden", "no rights to send a message", "rights to send text messages", "send_plain_forbidden", "chat_restricted",
	"need administrator rights", "channel_private", "bots can't send messages to bots", "can't send messages to bots",
}

// judge says what becomes of a post whose call failed. edit tells whether a
// message was to be edited.
func judge(p store.Post, edit bool, f *failure) verdict {
	switch f.fault {
	case faultUnclear:
		return verdictSent
	case faultCancelled:
		return verdictStop
	case faultFlood:
		return verdictFlood
	case faultMigrate:
		return verdictMoved
	case faultServer, faultNetwork, faultToken, faultConflict:
		return verdictLater
	}
	said := strings.ToLower(f.text)
	if p.Kind != store.PostMessage {
		return judgeSmall(p.Kind, said)
	}
	if edit {
		if v, ok := match(editRules, said); ok {
			return v
		}
	}
	if v, ok := match(mendRules, said); ok {
		return v
	}
	if strings.Contains(said, "upgraded to a supergroup") {
		return verdictLater // the new id comes as an update
	}
	if f.code == 403 || contains(said, deadRules) {
		if p.Chat > 0 {
			return verdictBlocked
		}
		return verdictGone
	}
	return verdictBroken
}

// judgeSmall is for reactions, deletions and menus: what Telegram refuses there is
// simply not done.
func judgeSmall(kind, said string) verdict {
	switch {
	case kind == store.PostDelete && strings.Contains(said, "message to delete not found"),
		kind == store.PostReact && strings.Contains(said, "message is not modified"):
		return verdictSent
	}
	return verdictDrop
}

func match(rules []rule, said string) (verdict, bool) {
	for _, r := range rules {
		if contains(said, r.words) {
			return r.verdict, true
		}
	}
	return 0, false
}

func contains(said string, words []string) bool {
	for _, w := range words {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}
