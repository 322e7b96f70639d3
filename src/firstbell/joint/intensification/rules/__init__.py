"""Plain rules of weeks: who may do what when, whom a list is drawn from, and what a week is judged against."""
