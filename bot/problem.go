package bot

import "errors"

// The codes of a Problem; texts has words for each.
const (
	codeTokenWrong = "bot.token_wrong" //nolint:gosec // Telegram does not know the token; names a sentence
	codeNoNetwork  = "bot.no_network"  // host: nobody answers there
	codeConflict   = "bot.conflict"    // another program asks for the updates of this bot
	codeWebhook    = "bot.webhook"     // a webhook was set; it is removed
	codeProxyWrong = "bot.proxy_wrong" // the proxy's address can't be used
	codeAPIWrong   = "bot.api_wrong"   // the Bot API's address can't be used
)

// The further codes of what is told to the operator while the bot runs.
const (
	codeServer   = "bot.server"   // host: Telegram answers, but does nothing
	codeHeard    = "bot.heard"    // updates come and messages go again
	codeLost     = "bot.lost"     // hours: Telegram was not heard for so long, and keeps a day
	codeDatabase = "bot.database" // the database does not take what it should
	codeStored   = "bot.stored"   // it does again
)

// Problem is an error that the operator can act on. Its words for people are
// made from Code and Args elsewhere; Error is for the log. Neither holds the
// token or a password.
type Problem struct {
	Code string
	Args map[string]any
	Err  error // the cause, may be nil
}

// Error says in plain English what is wrong.
func (p *Problem) Error() string {
	text := p.Code
	switch p.Code {
	case codeTokenWrong:
		text = "Telegram does not know the bot's token"
	case codeNoNetwork:
		text = "Telegram can't be reached"
	case codeConflict:
		text = "another program asks for the updates of this bot"
	case codeWebhook:
		text = "a webhook was set for this bot"
	case codeProxyWrong:
		text = "the proxy's address can't be used"
	case codeAPIWrong:
		text = "the Bot API's address can't be used"
	}
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// AsProblem returns the Problem inside err, or nil.
func AsProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}
