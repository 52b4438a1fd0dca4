echo "delivery starts in $(pwd)"
while :; do
  echo 'INFO: plain text without a level that the daemon knows'
  sleep 7
done
