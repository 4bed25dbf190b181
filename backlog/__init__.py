"""Scrum and the loop: items, sprints, feedback, increments, reviews, retrospectives. No Streamlit here."""
