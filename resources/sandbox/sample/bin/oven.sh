# Terminal colours, as tools print them that were made for a terminal.
n=0
while :; do
  n=$((n + 1))
  t=$((180 + n * 9 % 60))
  printf '\033[32m[INFO]\033[0m deck %d at \033[1m%d °C\033[0m\n' $((n % 4 + 1)) "$t"
  [ "$t" -lt 235 ] || printf '\033[33m[WARN]\033[0m deck %d is hot\n' $((n % 4 + 1))
  sleep 5
done
