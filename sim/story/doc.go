// Package story plays plain-text stories against the simulator of package sim, while the real program runs beside it. A
// story says who does what in which chat, and what people see then; somebody who can't program can read and write it.
//
// A story is a list of steps, one a line, each in English or in Chinese, mixed at will:
//
//	Xiao Li says in private: 3号楼电梯坏了
//	Xiao Li sees in private:
//	    #… 电梯
//	    [提交] [取消]
//	小李 在 私聊 点：提交
//	提示 小李：已提交
//	30分钟后
//	nobody hears anything else
//
// Indented lines belong to the step above them. "#" begins a comment line; inside a step, only with a space behind it, since
// cards begin with an order's number. People and groups are called by the names that the [World] gives them. {name} stands
// for what a step remembered, for what the [Host] recalls, or, as {bot}, for the bot's username.
//
// The rule that makes stories strict: every message of the bot is new until a step "sees" it, and nothing new may be left
// when a step, or the story's end, says that nobody hears anything else. Edits of a message don't make it new again; "still
// sees" looks at it as it is now. A message that several members of a group see is one message.
//
// All steps stand in the table in forms.go, and with explanations in docs/stories.md.
package story
