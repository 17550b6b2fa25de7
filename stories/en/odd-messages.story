# What the bot can't read it says it can't read.
Xiao Li sends a sticker in private
Xiao Li sees in private: I can't read this kind of message. Please use words, a photo, a voice note or a place.
Xiao Li sends a poll in private: To mend or not to mend?
Xiao Li sees in private: I can't read this kind of message.
Xiao Li sends a video note in private
Xiao Li sees in private: I can't read this kind of message.
Xiao Li says in Grid 1 residents: @{bot}
Xiao Li sees in Grid 1 residents: Please say what is wrong

# What is written stays as it is: emoji, text from right to left, angle brackets and stars
Xiao Li says in Grid 1 residents: @{bot} <b>building 3</b> *lift* 🚪😀 שלום _broken_ [link](x)
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    <b>building 3</b> *lift* 🚪😀 שלום _broken_ [link](x)
Zhou the dispatcher sees in private: <b>building 3</b> *lift*
Master Zhao sees in Luxi Property: <b>building 3</b> *lift*

# A forwarded message is a matter too; deleting one's words does not delete the order
Grandma Wang says in Grid 1 residents: the street lamp has been dark for days
Xiao Li forwards "street lamp" from Grid 1 residents to private
Xiao Li sees in private: the street lamp has been dark for days
Xiao Li says in private: /cancel
Xiao Li sees in private: Cancelled
Xiao Li deletes "lift" in Grid 1 residents
Xiao Li still sees in Grid 1 residents: #1001 Lift · waiting to be accepted
