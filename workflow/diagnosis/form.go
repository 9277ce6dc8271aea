package diagnosis

// The forms of the data files, as support staff write them. xero.yaml shows them in use.

// commonData is the form of the common file.
type commonData struct {
	Labels []string             `yaml:"labels"` // patterns of what stands round messages and says nothing
	Guides map[string]guideData `yaml:"guides"` // those that are not about one error

	Terms    map[string][]string `yaml:"terms"`    // phrases that mean the same in signs, by the name that signs give them
	Families map[string][]string `yaml:"families"` // signs that entries of several systems share
	Topics   []topicData         `yaml:"topics"`   // what sentences are about, the most telling first
	Trouble  []string            `yaml:"trouble"`  // words that say that something is wrong
	Trade    []string            `yaml:"trade"`    // words that messages write with capitals though they are no names
	Done     []string            `yaml:"done"`     // signs of what went well
	Other    []string            `yaml:"other"`    // signs of texts that are no messages
	Leads    []string            `yaml:"leads"`    // signs of sentences that only say that something failed
	Advice   []string            `yaml:"advice"`   // signs of what follows a message and belongs to it
	Mended   []string            `yaml:"mended"`   // signs of trouble that was over when it was told
	Complain []string            `yaml:"complain"` // signs of sentences in which loose signs count
	Beside   map[string][]string `yaml:"beside"`   // the nouns beside which the value of a placeholder stands in a message
	Called   map[string][]string `yaml:"called"`   // what texts call each system
}

// topicData is a subject that errors have. Of it an entry is made for each system, such as xero-about-tax.
type topicData struct {
	ID    string   `yaml:"id"`
	Title string   `yaml:"title"` // two to five words
	Cause string   `yaml:"cause"` // true of all that the signs recognise
	Who   string   `yaml:"who"`
	About string   `yaml:"about"`
	Signs []string `yaml:"signs"`
}

// sharedData is the form of the file of errors that every system has.
type sharedData struct {
	Entries []entryData `yaml:"entries"` // with <system> for a system's name; their ids go behind the system's
}

// systemData is the form of a system's file.
type systemData struct {
	System  string               `yaml:"system"`
	Name    string               `yaml:"name"`   // what people call it
	Guide   *guideData           `yaml:"guide"`  // the one that the official procedure names; left out where it names none
	Guides  map[string]guideData `yaml:"guides"` // those of single errors
	Entries []entryData          `yaml:"entries"`
}

type guideData struct {
	Title string   `yaml:"title"`
	URL   string   `yaml:"url"`
	Also  []string `yaml:"also"` // other addresses of the same guide, never shown beside it

	file string // that it stands in
}

type entryData struct {
	ID     string   `yaml:"id"`
	Title  string   `yaml:"title"` // two to five words
	About  string   `yaml:"about"`
	Cause  string   `yaml:"cause"`
	Fix    string   `yaml:"fix"` // left out where no source gives one
	Where  Where    `yaml:"where"`
	Who    string   `yaml:"who"`
	Group  string   `yaml:"group"` // the user group of Workshop Software that a step needs, where it is established
	Next   Next     `yaml:"next"`
	Wait   string   `yaml:"wait"` // such as 3h
	Undo   string   `yaml:"undo"`
	Source string   `yaml:"source"`       // where cause and fix come from
	Guided []string `yaml:"explained_by"` // guides known to explain this very error, by name; "general" is the system's
	See    []string `yaml:"see"`          // guides of the error's own whose text is not known

	Texts []string `yaml:"texts"` // patterns: the message as a whole, with {placeholders}
	Whole []string `yaml:"whole"` // patterns so plain that they count only as the whole entry, in this system
	Names []string `yaml:"names"` // the API's own names for it
	Words []string `yaml:"words"` // its names that are everyday words

	Signs    []string `yaml:"signs"`    // what it says in whatever wording (sign.go)
	Families []string `yaml:"families"` // families of the common file whose signs are its own, too

	Before []string `yaml:"before"` // families that say less: where both fit a sentence, this one is told

	Opens bool `yaml:"opens"` // it says only that the detail behind it says what is wrong, so it is told only where that is not known

	Samples []sampleData `yaml:"samples"`
	Near    []string     `yaml:"near_misses"` // texts that this entry must leave alone

	file   string // that it stands in
	system string
	place  int // among the entries there, from 1
}

type sampleData struct {
	Text   string `yaml:"text"`
	Source string `yaml:"source"` // an address or a document; "made up" where it is a variant of ours
}
