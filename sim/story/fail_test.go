package story

import (
	"errors"
	"strings"
	"testing"
)

// failing are stories that must fail, with what the error must say.
func failing() map[string]struct {
	story string
	says  []string
} {
	return map[string]struct {
		story string
		says  []string
	}{
		"unexpected message": {
			steps("Li says in Grid One: /group", "Li starts the bot", "Li sees in private: Welcome", "Li says in private: /group psst"),
			[]string{"test.story:4: at the end of the story", "said more", "(1)", "in Grid One:", "● ", "@tiny_bot: psst"},
		},
		"unexpected message at a step": {
			steps("Li starts the bot", "nobody hears anything else", "Li says in private: x"),
			[]string{"test.story:2: nobody hears", "private (Li)", "Welcome"},
		},
		"missing message": {
			steps("Li starts the bot", "Li sees in private:", "    Welcome", "    home", "    [Go]"),
			[]string{"test.story:2: Li sees in private:", "| home", "the nearest lacks:\n      home\n      [Go]", "Li in private has on the screen", "Li: /start", "● 08:00 @tiny_bot: Welcome\n", "[Help]"},
		},
		"seen before": {
			steps("Li starts the bot", "Li sees in private: Welcome", "Li sees in private: Welcome"),
			[]string{"test.story:3", "one that has it was seen already, at test.story:2", "○ "},
		},
		"elsewhere": {
			steps("Li starts the bot", "Bo sees in private: Welcome"),
			[]string{"not one of the lines is there", "in another place: private (Li)", "nothing at all"},
		},
		"not now": {
			steps("Li starts the bot", "Li still sees in private: Goodbye"),
			[]string{"test.story:2", "no message there has all of this now"},
		},
		"wrong button": {
			steps("Li starts the bot", "Li says in private: x", "Li taps in private: Send"),
			[]string{"test.story:3: Li taps", "Li has no button [Send]", "[Save] [Again]", "[Mute]"},
		},
		"wrong row": {
			steps("Li starts the bot", "Li sees in private: Welcome", "Li says in private: x", "Li sees in private: [Save] [Mute]"),
			[]string{"test.story:4", "[Save] [Mute]"},
		},
		"has the button": {
			steps("Li starts the bot", "Li says in private: x", "Li has no button in private: Sav"),
			[]string{"there is one: [Save]", "You said: x"},
		},
		"sees it": {
			steps("Li starts the bot", "Li does not see in private: come"),
			[]string{`there it is: "come"`},
		},
		"wrong toast": {
			steps("Li starts the bot", "Li says in private: x", "Li taps in private: Save", "Li is told: Lost"),
			[]string{`test.story:4`, `Li was told "Saved"`},
		},
		"no answer": {
			steps("Li starts the bot", "Li says in private: x", "Li taps in private: Mute"),
			[]string{"the tap of Li was not answered within 15s"},
		},
		"no reaction": {
			steps("Li says in Grid One: hello", `the message "hello" in Grid One carries 👀`),
			[]string{"carries no reaction", "Li: hello"},
		},
		"unknown names": {
			steps("Fu says in Grid One: x", "Li says in Grid Two: x", "Li leaves Grid One"),
			[]string{`test.story:1`, `called "Fu"; there are: Bo, Grandma Li, Li`, "test.story:2", `no place here is called "Grid Two"`},
		},
		"a race where all see the same": {
			steps("one of Li and Bo sees in Grid One: x"),
			[]string{"this step is for private chats"},
		},
		"unknown value": {
			steps("Li says in Grid One: {nothing}"),
			[]string{"nothing is remembered as {nothing}"},
		},
		"unknown quote": {
			steps(`Li replies in Grid One to "that": x`),
			[]string{`there is no such message: "that"`},
		},
		"unknown topic": {
			steps(`Li says in Forum topic Parties: x`),
			[]string{`no topic "Parties"; it has: Repairs`},
		},
		"Telegram refuses": {
			steps("Bo leaves Grid One", "Bo says in Grid One: x"),
			[]string{"test.story:2: Bo says in Grid One"},
		},
		"past": {
			steps("on 1999-01-01 at 08:00"),
			[]string{"that is past"},
		},
		"repeat": {
			steps("Li starts the bot", "Li sees in private: Welcome", "Li says in private: /twice Bo", "Li sees in private: Hello Bo"),
			[]string{"said more", "(1)", "Hello Bo", "[A]"},
		},
		"in a used script": {
			steps("use wrong"),
			[]string{"test.story:1: use wrong: wrong:2: Li sees in private: Goodbye"},
		},
		"a script that uses itself": {
			steps("use loop"),
			[]string{"loop uses itself"},
		},
		"no such script": {
			steps("use nothing"),
			[]string{"load nothing: no such script"},
		},
	}
}

// load knows the scripts that the tests use.
func load(name string) (*Script, error) {
	src, ok := map[string]string{
		"greet": steps("Li starts the bot", "Li sees in private: Welcome"),
		"wrong": steps("Li starts the bot", "Li sees in private: Goodbye"),
		"loop":  steps("use loop"),
	}[name]
	if !ok {
		return nil, errors.New("no such script")
	}
	return Parse(name, []byte(src))
}

func TestStoriesThatFail(t *testing.T) {
	t.Parallel()
	for name, c := range failing() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := play(t, c.story, func(w *World) { w.Load = load })
			if err == nil {
				t.Fatal("the story passed")
			}
			for _, want := range c.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not say %q:\n%v", want, err)
				}
			}
		})
	}
}
