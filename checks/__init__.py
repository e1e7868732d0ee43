"""The checks of what contributors write. README.md in this folder says how they are laid out."""
