"""What an applicant can do: one verb, one transaction."""
