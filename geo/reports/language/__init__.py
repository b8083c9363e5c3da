"""What reports are read with: vocabulary, tokens, lists of phrases, numbers in words."""
