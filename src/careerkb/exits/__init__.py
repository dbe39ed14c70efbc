"""Where each track leads, and what a grant keeps."""
