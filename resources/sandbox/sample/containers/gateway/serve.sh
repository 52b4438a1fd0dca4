# Stands for a gateway: it says what passes through.
trap 'echo "level=info msg=\"gateway closed\""; exit 0' TERM
echo 'level=info msg="gateway listens on 8080"'
n=0
while :; do
  n=$((n + 1))
  printf '\033[36mGET\033[0m /menu 200 %d ms\n' $((n % 7 + 3))
  sleep 4 &
  wait
done
