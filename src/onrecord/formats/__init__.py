"""The forms in which a reading is written: for people, for programs, for annotators."""
