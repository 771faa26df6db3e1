"""What stops a log from being read: its files, their YAML, and what stands in them."""

from __future__ import annotations

from typing import Final

from peacetrack.model.codes.definition import Meanings

FILES: Final[Meanings] = {
    "PT001": (
        "not UTF-8",
        "A byte of the file is not UTF-8, so its characters cannot be told.",
        "Save the file as UTF-8.",
    ),
    "PT002": ("a character that YAML forbids", "A control character stands in the file.", "Remove it."),
    "PT003": (
        "a line that is too long",
        "A line has more than 65,536 characters.",
        "Break the line; a very long text belongs in a file of its own.",
    ),
    "PT004": (
        "an empty file",
        "The file holds nothing but perhaps comments.",
        "Begin it with `peacetrack: 1`.",
    ),
    "PT005": (
        "no YAML",
        "The text cannot be read as YAML; often a bracket or a quote is not closed, or a text with a colon has no quotes.",
        "Look at the place, and just before it.",
    ),
    "PT006": (
        "a tab",
        "A tab stands where YAML allows only blanks.",
        "Use blanks; put a text with a tab in quotes.",
    ),
    "PT007": (
        "a directive",
        "A line such as `%YAML 1.1` would change how the file is read: `no` could become false.",
        "Remove the line: every file is read as YAML 1.2, and every value as text.",
    ),
    "PT008": (
        "a second document",
        "A line `---` begins a second document.",
        "Keep one document in each file.",
    ),
    "PT009": (
        "no mapping",
        "The file is a list or a single text.",
        "Begin it with `peacetrack: 1`, and put the events under `events:`.",
    ),
    "PT010": ("a key that is written twice", "One of the two values would be lost.", "Keep one of the two."),
    "PT011": (
        "a key that is no text",
        "A list, a mapping or an alias stands as a key.",
        "Write `key: value`.",
    ),
    "PT012": (
        "a tag",
        "A tag such as `!!int` asks for a type; types come from the fields.",
        "Remove it: every value is read as text.",
    ),
    "PT013": ("a merge key", "`<<` is not part of YAML 1.2.", "Write the keys out."),
    "PT014": (
        "nested too deep",
        "Lists and mappings lie more than 64 deep in each other.",
        "Close what was opened above; no log needs this.",
    ),
    "PT015": (
        "an alias without an anchor",
        "`*name` repeats what `&name` marks above it, and nothing is marked so.",
        "Write the anchor first, or put a text that begins with `*` in quotes.",
    ),
    "PT016": (
        "an alias inside what it repeats",
        "What it means would have no end.",
        "Write out what is meant.",
    ),
    "PT017": (
        "too much from aliases",
        "Aliases of aliases come to more than 1,000,000 values: a few hundred bytes could fill a memory.",
        "Write out what differs, and refer to the rest by its id.",
    ),
    "PT018": (
        "a text that is too long",
        "One text has more than 65,536 characters.",
        "Put a very long text into a file of its own.",
    ),
    "PT030": (
        "no such file",
        "There is nothing at the path, or no such cast file beside this one.",
        "Check the name.",
    ),
    "PT031": (
        "no log in the folder",
        "No file of the folder ends in `.peace.yaml`.",
        "Check the folder and the names of its files.",
    ),
    "PT032": (
        "out of the folder",
        "A link or a `cast:` leads out of the folder of the negotiation.",
        "Copy the file: a negotiation lies in one folder.",
    ),
    "PT033": ("a file that is too large", "The file has more than a gigabyte.", "Split it."),
    "PT034": (
        "a file that cannot be read",
        "The system refuses to read it.",
        "Check that it is a file you may read.",
    ),
    "PT035": (
        "no cast",
        "No file tells of actors, voices or instruments, so nobody that a log names is known.",
        "Write `cast: cast.peace.yaml` into a file that is checked alone, or check the whole folder.",
    ),
    "PT036": (
        "no place for an entry",
        "`peacetrack add` found no place where an entry could stand without changing what else the file says.",
        "Write the entry by hand, or give what stands there a simpler layout.",
    ),
    "PT037": (
        "a file that has changed meanwhile",
        "Somebody else wrote the file between its reading and its writing. It was left alone.",
        "Run the command again.",
    ),
    "PT038": (
        "a file that cannot be written",
        "The system refuses to write it.",
        "Check that you may write there.",
    ),
    "PT039": (
        "a folder that has a log",
        "A new negotiation needs a folder of its own, and this one has files that end in `.peace.yaml`.",
        "Take another folder; `peacetrack add` adds to a log.",
    ),
    "PT040": (
        "a table without rows",
        "A table from which events are to be imported has headings and nothing below them.",
        "Check that it is the right table, and that it was saved.",
    ),
}
ENTRIES: Final[Meanings] = {
    "PT101": (
        "an unknown key",
        "The key has no meaning here; what stands under it would be lost.",
        "Take the key that is meant. Keys of your own begin with `x-`.",
    ),
    "PT102": ("an unknown kind of event", "There is no such kind of event.", "Take one of the kinds."),
    "PT103": ("a missing key", "A key that is required is missing.", "Write it."),
    "PT104": (
        "a value of another type",
        "A number, a date, an id, a list or one of a few words is expected, and something else stands there.",
        "Write what the message asks for.",
    ),
    "PT105": (
        "no date",
        "The text is no date, or a day that no calendar has.",
        "Write a date such as 2024-09-17, 2024-09 or 2024-06-06/2024-06-27; the source's own words go into `as_said`.",
    ),
    "PT106": ("an empty value", "A text or a list is empty.", "Write something, or leave the key out."),
    "PT107": (
        "another version",
        "The file does not begin with `peacetrack: 1`.",
        "Begin it with `peacetrack: 1`.",
    ),
    "PT110": (
        "an unknown actor",
        "The cast has no such actor.",
        "Correct the name, or add the actor to the cast.",
    ),
    "PT111": (
        "an unknown speaker",
        "The cast has no such actor or voice, and no voice has it as another spelling.",
        "Correct the name, or add a voice or an alias to the cast.",
    ),
    "PT112": (
        "an unknown provision",
        "No instrument of the cast has it.",
        "Correct the name, or add it to the cast.",
    ),
    "PT113": (
        "an unknown condition",
        "No `condition_set` has this id.",
        "Correct the name, or tell who set it.",
    ),
    "PT114": (
        "an unknown proposal",
        "No `proposal_made` has this id.",
        "Correct the name, or tell who made it.",
    ),
    "PT115": (
        "an unknown contact",
        "No `contact_held` has this id.",
        "Correct the name, or tell of the contact.",
    ),
    "PT116": ("an unknown source", "No file tells of this source.", "Correct the name, or add the source."),
    "PT117": (
        "an unknown topic",
        "The cast has no such topic.",
        "Correct the name, or add the topic to the cast.",
    ),
    "PT118": (
        "an unknown instrument",
        "The cast has no such instrument, or the provision belongs to another one.",
        "Correct the name, or leave the key out where a provision tells its instrument.",
    ),
    "PT119": ("an unknown entry", "No event or claim has this id.", "Correct the name."),
    "PT120": ("an id that is taken", "Two entries have one id.", "Give one of them another id."),
    "PT121": (
        "a part of the cast told twice",
        "Two places tell of it; they could differ.",
        "Keep one of them.",
    ),
    "PT122": (
        "a name that two share",
        "A log that uses the name would not say who or what is meant.",
        "Give one of the two another name.",
    ),
    "PT123": (
        "a part of itself",
        "A provision or an instrument lies in itself.",
        "Take one `parent` or `part_of` away.",
    ),
    "PT124": (
        "another negotiation",
        "The file names another negotiation than the cast.",
        "Correct the name, or move the file: a folder is one negotiation.",
    ),
    "PT125": (
        "an unknown subject",
        "An entry names a subject of an aspect that is not built in, and no event tells of it.",
        "Correct the name, or tell of the subject first.",
    ),
    "PT126": (
        "a scenario without a log",
        "Nothing says with which log a scenario begins, or that log cannot be read.",
        "Write `given: {log: .}` for the log of the folder, or let the file bring its own cast.",
    ),
    "PT127": (
        "an example that does not fit",
        "A scenario names a column that its examples do not have, or they have a column that it does not name.",
        "Let each row have the columns that stand in the scenario as `<column>`.",
    ),
    "PT128": (
        "parts too deep in each other",
        "A provision or an instrument is a part of a part, and so on, 64 times.",
        "Give a `parent` or a `part_of` further up.",
    ),
    "PT130": (
        "reported before it happened",
        "An event is dated after the publication of a source that reports it.",
        "Correct one of the two dates. What is planned is a proposal with `for:`.",
    ),
    "PT131": (
        "a circle of events",
        "Each follows another of them, so none can be first.",
        "Take one `after` away.",
    ),
    "PT132": (
        "no possible day",
        "The events that it follows, or that follow it, leave no day for an event.",
        "Correct the date of one of them.",
    ),
    "PT133": (
        "said of a later day",
        "What an event says is dated after the day on which it was said: nobody can know it then.",
        "What is foreseen is a proposal with `for:`.",
    ),
    "PT140": (
        "numbers that are not the whole",
        "Numbers of one count or claim are larger than the whole, or come to less where they are all there is.",
        "Check the numbers against the source.",
    ),
    "PT141": (
        "a paragraph that is not there",
        "The source has fewer paragraphs than that.",
        "Check the number with `peacetrack paragraphs FILE`.",
    ),
    "PT142": (
        "no unit",
        "A provision is listed in a number that counts units of another kind, or of another text.",
        "Put it under `besides`, or under `including`.",
    ),
    "PT143": (
        "asserts nothing",
        "A claim leaves out all that it could assert, or names a gate without just one step and its object.",
        "Say what has to hold.",
    ),
    "PT144": (
        "a correction that does not fit",
        "There is no such field to correct or to deny, or it does not say what is corrected, or the new value does not fit.",
        "Compare `field`, `was`, `now` and `instead` with the event.",
    ),
    "PT145": (
        "named twice",
        "Something is named twice, perhaps under two spellings, or in two places of which only one can be true.",
        "Take one of the two away, or correct it.",
    ),
    "PT146": (
        "no rest and no list",
        "Two numbers cannot both be the rest, nor can what was withdrawn; of some things only a number can be told.",
        "Write the number itself.",
    ),
    "PT147": (
        "the least above the most",
        "The `min` of a number is larger than its `max`.",
        "Check both ends; perhaps they are the wrong way round.",
    ),
    "PT148": (
        "a unit beside its own number",
        "A unit of the text's own stands under `including` or `besides`, though the numbers of its text count it already.",
        "To say how units stand, whatever the others, write `status_stated`: `{event: status_stated, agreed: [a, b]}`.",
    ),
    "PT149": (
        "which status besides",
        "A list alone stands under `besides`, and the count states no status or several.",
        "Write the status above the list: `besides: {agreed: [preamble]}`.",
    ),
}
