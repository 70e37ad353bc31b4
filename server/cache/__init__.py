"""What earlier runs found out, kept on the disk as plain data. Knows no rule and no finding.

Whatever is odd about the stored data, or about the place where it stands, it is passed over and made anew.
"""
