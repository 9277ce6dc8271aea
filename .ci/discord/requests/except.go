package main

// Where the description is wrong. Each exception names what the description says today, so it fails when Discord mends it.

import (
	"fmt"
	"reflect"
)

// exception is a property of a schema of which the description says what is not so.
type exception struct {
	schema, property string
	says, is         object
}

var exceptions = []exception{
	// Who may use a command is a bit set "represented as a string", as in the response:
	// https://docs.discord.com/developers/interactions/application-commands#application-command-object
	{
		schema: "ApplicationCommandUpdateRequest", property: "default_member_permissions",
		says: object{"type": list{"integer", "null"}, "minimum": 0.0, "maximum": 18014398509481983.0},
		is:   object{"type": list{"string", "null"}, "pattern": "^(0|[1-9][0-9]*)$"},
	},
}

// except makes the exceptions.
func (d description) except() error {
	for _, e := range exceptions {
		schema, _ := d.schemas()[e.schema].(object)
		properties, _ := schema["properties"].(object)
		if !reflect.DeepEqual(properties[e.property], e.says) {
			return fmt.Errorf("%s.%s: the description says %v: the exception for %v is no longer needed",
				e.schema, e.property, properties[e.property], e.says)
		}
		properties[e.property] = e.is
	}
	return nil
}
