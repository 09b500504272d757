// a note of a person, which stays
