"""Documents that fulfil results of the roadmap: kinds, texts, places, what their registration does."""
