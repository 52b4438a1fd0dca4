# logfmt, with every level now and then.
echo "level=info msg=\"listening on 127.0.0.1:${1:-8001}\""
[ -n "$PAYMENT_KEY" ] || echo 'level=warn msg="no payment key: card payments are off"'
n=0
while :; do
  sleep 3
  n=$((n + 1))
  case $((n % 9)) in
  4) echo 'level=warn msg="basket expired" session=7f3a' ;;
  7) echo 'level=error msg="payment declined" order=1042 reason="insufficient funds"' ;;
  8) echo 'level=debug msg="cache miss" key=menu' ;;
  *) echo "level=info msg=\"GET /menu 200\" ms=$((n * 13 % 47))" ;;
  esac
done
