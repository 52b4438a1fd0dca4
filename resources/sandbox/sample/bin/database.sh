# JSON lines, the way many servers log.
echo '{"level":"info","msg":"database system is ready to accept connections"}'
n=0
while :; do
  sleep 4
  n=$((n + 1))
  echo "{\"level\":\"info\",\"msg\":\"checkpoint complete\",\"buffers\":$((n * 7 % 90))}"
  [ $((n % 6)) -ne 0 ] || echo '{"level":"warn","msg":"slow query","ms":1840,"query":"SELECT * FROM orders"}'
done
