"""What the applicant's chances are, from published figures and the record. Pure: no file, socket or clock."""
