"""What the page is built from: native controls, charts and notes, each a few lines of JavaScript that need no `eval`."""
