# Ends with a reason, so that there is one ended service to look into.
echo 'level=info msg="counting the flour"'
sleep 1
echo 'level=error msg="ledger.csv: no such file: nothing to compare the stock with"' >&2
exit 3
