package storage

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// Form is a sort of stored value. Each is framed alike: the form's version (one byte), the CRC-32C (Castagnoli) of
// that byte and the JSON (four bytes, big-endian), and the JSON. The frame never changes. When the version goes up is
// said in docs/decisions/0005-json-forms-with-versions.md.
type Form struct {
	Name    string
	Version byte // the one that is written, and the newest that is read
}

const frameSize = 5

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Seal gives the stored value of v.
func (f Form) Seal(v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("%s has no stored form: %w", f.Name, err)
	}
	b := make([]byte, frameSize, frameSize+len(body))
	b[0] = f.Version
	b = append(b, body...)
	binary.BigEndian.PutUint32(b[1:], frameSum(b))
	return b, nil
}

// Check reads the frame alone: a [DamagedError] where the checksum is wrong, a [NewerError] where the version is too new.
func (f Form) Check(b []byte) error {
	switch {
	case len(b) < frameSize || binary.BigEndian.Uint32(b[1:]) != frameSum(b) || b[0] == 0:
		return Damaged("the checksum of a %s is wrong", f.Name)
	case b[0] > f.Version:
		return &NewerError{Form: f.Name, Version: b[0]}
	default:
		return nil
	}
}

// Unseal reads into v what Seal wrote. Its errors are those of Check, and a [NewerError] where the JSON does not fit v.
func (f Form) Unseal(b []byte, v any) error {
	if err := f.Check(b); err != nil {
		return err
	}
	if err := json.Unmarshal(b[frameSize:], v); err != nil {
		return &NewerError{Form: f.Name, Version: b[0], Cause: err}
	}
	return nil
}

func frameSum(b []byte) uint32 {
	return crc32.Update(crc32.Checksum(b[:1], castagnoli), castagnoli, b[frameSize:])
}
