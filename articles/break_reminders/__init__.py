"""Break reminders: when breaks fall, what to do in them, and the calendar of it."""
