"""Files («файлы»): what users upload and what the product renders – by content, checksummed, never rewritten.

Noun: StoredFile. Written, synced and renamed on disk before its row commits. Imports core and history.
"""
