"""Streamlit lives here and in app.py, nowhere else."""
