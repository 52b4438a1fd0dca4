# Stands for a search engine that has lost its index.
trap 'exit 0' TERM
while :; do
  echo 'level=warn msg="index.db is missing, answering from memory"'
  sleep 9 &
  wait
done
