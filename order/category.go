package order

// Category is what an order is about: a node of the duty catalogue
// (履职事项清单). It may lie in another one, from which it takes what it does not
// say itself; an order can be about any node.
type Category struct {
	Key       string   `yaml:"key" json:"key"`
	In        string   `yaml:"in" json:"in,omitempty"` // key of the category above
	Name      Name     `yaml:"name" json:"name"`
	Class     string   `yaml:"class" json:"class,omitempty"`                   // empty: that of the category above
	Words     []string `yaml:"words" json:"words,omitempty"`                   // words that give it away
	Enters    string   `yaml:"enters" json:"enters,omitempty"`                 // the kind of area at which its orders begin; empty: as above, and then as the class says
	Evidence  Evidence `yaml:"evidence" json:"evidence,omitempty"`             // what must show that it is done; empty: as above
	Reserved  bool     `yaml:"reserved,omitempty" json:"reserved,omitempty"`   // 归部门，不得下放, and so is all below it
	Sensitive bool     `yaml:"sensitive,omitempty" json:"sensitive,omitempty"` // never shown in a group, nor is anything below it
	Refer     Name     `yaml:"refer" json:"refer,omitempty"`                   // the right address when it is refused; empty: as above
	Remove    bool     `yaml:"remove,omitempty" json:"-"`                      // takes it, and all below it, out of the starter catalogue
}

// Evidence is what whoever finishes an order must show.
type Evidence string

// The kinds of evidence, each one more than the one before.
const (
	EvidenceNone  Evidence = "none"  // nothing
	EvidenceText  Evidence = "text"  // a sentence; a photo says as much
	EvidencePhoto Evidence = "photo" // a photo; a sentence is not enough
)

// DeepestCategory is how many categories can lie in each other. The reader of the file
// refuses more; it bounds every way up.
const DeepestCategory = 5

// Category finds a category by key. An unknown key, or none, is the last
// category of the file: 其他, which has no words.
func (c *Community) Category(key string) *Category {
	if k := c.index.categories[key]; k != nil {
		return k
	}
	return &c.Categories[len(c.Categories)-1]
}

// CategoriesIn lists the categories in the one with this key, in the file's order; those at the
// top for an empty key.
func (c *Community) CategoriesIn(key string) []*Category { return c.index.below[key] }

// lineage is the category and those it lies in, from the bottom.
func (c *Community) lineage(key string) []*Category {
	list := make([]*Category, 0, 3)
	for k := c.Category(key); k != nil && len(list) < DeepestCategory; k = c.index.categories[k.In] {
		list = append(list, k)
		if k.In == "" {
			break
		}
	}
	return list
}

// IsAbout reports whether the category is the other one, or lies in it.
func (c *Community) IsAbout(category, other string) bool {
	for _, k := range c.lineage(category) {
		if k.Key == other {
			return true
		}
	}
	return false
}

// Class finds a class by key; nil when there is none.
func (c *Community) Class(key string) *Class { return c.index.classes[key] }

// ClassesInUse lists the classes that some category has, here.
func (c *Community) ClassesInUse() (list []*Class) {
	used := map[*Class]bool{}
	for i := range c.Categories {
		used[c.ClassOf(c.Categories[i].Key)] = true
	}
	for i := range c.Classes {
		if used[&c.Classes[i]] {
			list = append(list, &c.Classes[i])
		}
	}
	return list
}

// ClassFor is the urgency class of an order, with the limits of its area.
func (c *Community) ClassFor(o Order) *Class { return c.At(o.Area).ClassOf(o.Category) }

// ClassOf is the urgency class of a category, here.
func (c *Community) ClassOf(category string) *Class {
	for _, k := range c.lineage(category) {
		if s := c.index.classes[k.Class]; s != nil {
			return s
		}
	}
	return &c.Classes[len(c.Classes)-1]
}

// EvidenceOf is what whoever finishes an order of the category must show.
func (c *Community) EvidenceOf(category string) Evidence {
	for _, k := range c.lineage(category) {
		if k.Evidence != "" {
			return k.Evidence
		}
	}
	return EvidenceText
}

// ReferOf is the right address when an order of the category is refused.
func (c *Community) ReferOf(category string) Name {
	for _, k := range c.lineage(category) {
		if k.Refer != (Name{}) {
			return k.Refer
		}
	}
	return Name{}
}

// Reserved reports whether the category is a department's, and may not be
// pushed down to a grid or to volunteers (归部门，不得下放).
func (c *Community) Reserved(category string) bool {
	for _, k := range c.lineage(category) {
		if k.Reserved {
			return true
		}
	}
	return false
}

// Small reports whether a grid may settle the matter itself: it is no emergency,
// nobody's secret, and not reserved to a department.
func (c *Community) Small(category string) bool {
	return !c.ClassOf(category).Emergency && !c.Reserved(category) && !c.Sensitive(category)
}

// Sensitive reports whether orders of the category are never shown in a group.
func (c *Community) Sensitive(category string) bool {
	for _, k := range c.lineage(category) {
		if k.Sensitive {
			return true
		}
	}
	return false
}
