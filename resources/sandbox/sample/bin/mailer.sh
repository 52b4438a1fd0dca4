# Little to say, and long lines when it does.
if [ -z "$SMTP_PASSWORD" ]; then
  echo 'level=warn msg="smtp-password has no value: letters are kept in the queue"'
fi
while :; do
  echo 'level=info msg="queue" letters=3 oldest="Bestellbestätigung für Frau Großmann: zwei Laib Roggenbrot, sechs Brötchen und ein Kirschkuchen, Abholung am Samstag ab sieben Uhr, bezahlt"'
  sleep 11
done
